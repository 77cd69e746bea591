// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import io.asrole.sandbox.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Adds faults and returns counters over HTTP, for clients outside the sandbox's JVM. */
public final class ControlService {
  private final Faults faults;
  private final Tally tally;

  public ControlService(Faults faults, Tally tally) {
    this.faults = faults;
    this.tally = tally;
  }

  public Response answer(Request request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /counters" -> json(200, document(tally.snapshot()));
      case "POST /faults" -> queue(request.body());
      case "DELETE /faults" -> {
        faults.clear();
        yield done();
      }
      default ->
          json(404, Map.of("error", "known are GET /counters, POST /faults, DELETE /faults"));
    };
  }

  private Response queue(String body) {
    try {
      faults.queue(fault(JsonPlace.parse(body)));
      return done();
    } catch (JsonException | IllegalArgumentException e) {
      return json(400, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private static Fault fault(JsonPlace place) {
    place.members(Set.of("target", "kind", "times", "status", "contentType", "body"));
    Fault.Kind kind = kind(place.required("kind"), place);
    int times = place.optional("times").map(JsonPlace::integer).orElse(1);
    return new Fault(place.required("target").text(), kind, times);
  }

  private static Fault.Kind kind(JsonPlace kind, JsonPlace fault) {
    String body = fault.optional("body").map(JsonPlace::text).orElse("");
    return switch (kind.text()) {
      case "status" -> new Fault.Status(status(fault.required("status")), body);
      case "throttle" -> new Fault.Throttle();
      case "denied" -> new Fault.Denied();
      case "hang" -> new Fault.Hang();
      case "garbled" -> new Fault.Garbled();
      case "truncated" -> new Fault.Truncated();
      case "drip" -> new Fault.Drip();
      case "body" ->
          new Fault.Literal(
              fault.optional("status").map(ControlService::status).orElse(200),
              fault.optional("contentType").map(JsonPlace::text).orElse("text/plain"),
              body);
      default ->
          throw kind.error(
              "expected status, throttle, denied, hang, garbled, truncated, drip or body");
    };
  }

  private static int status(JsonPlace place) {
    int status = place.integer();
    if (status < 200 || status > 599) {
      throw place.error("expected a status from 200 to 599");
    }
    return status;
  }

  private static Map<String, Object> document(Counters counters) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("calls", new TreeMap<>(counters.calls()));
    document.put("lastAssumeRole", new TreeMap<>(counters.lastAssumeRole()));
    document.put("signedWithExpiredKeys", counters.signedWithExpiredKeys());
    document.put("callers", new TreeMap<>(counters.callers()));
    return document;
  }

  private static Response done() {
    return Response.create(204, "application/json", "");
  }

  private static Response json(int status, Map<String, ?> document) {
    return Response.create(status, "application/json", JsonText.document(document) + "\n");
  }
}
