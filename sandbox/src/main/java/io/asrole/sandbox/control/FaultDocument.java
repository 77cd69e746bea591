// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import io.asrole.sandbox.json.JsonPlace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A fault as JSON: {@code {"target": "sts.AssumeRole", "kind": "status", "times": 2, "status":
 * 503}}.
 */
final class FaultDocument {
  private FaultDocument() {}

  static Fault parse(String json) {
    JsonPlace place = JsonPlace.parse(json);
    place.members(Set.of("target", "kind", "times", "status", "contentType", "body"));
    Fault.Kind kind = kind(place.required("kind"), place);
    refuseMembersOfOtherKinds(kind, place);
    int times = place.optional("times").map(FaultDocument::times).orElse(1);
    return new Fault(place.required("target").text(), kind, times);
  }

  static Map<String, Object> create(Fault fault) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("target", fault.target());
    document.put("kind", fault.kind().kindName());
    document.put("times", fault.times());
    if (fault.kind() instanceof Fault.Status status) {
      document.put("status", status.code());
      document.put("body", status.body());
    } else if (fault.kind() instanceof Fault.Literal literal) {
      document.put("status", literal.status());
      document.put("contentType", literal.contentType());
      document.put("body", literal.text());
    }
    return document;
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
              fault.optional("status").map(FaultDocument::status).orElse(200),
              fault.optional("contentType").map(JsonPlace::text).orElse("text/plain"),
              body);
      default ->
          throw kind.error(
              "expected status, throttle, denied, hang, garbled, truncated, drip or body");
    };
  }

  private static void refuseMembersOfOtherKinds(Fault.Kind kind, JsonPlace fault) {
    Set<String> own =
        kind instanceof Fault.Literal
            ? Set.of("status", "contentType", "body")
            : kind instanceof Fault.Status ? Set.of("status", "body") : Set.of();
    for (String name : List.of("status", "contentType", "body")) {
      if (!own.contains(name)) {
        fault
            .optional(name)
            .ifPresent(
                place -> {
                  throw place.error("a fault of the kind " + kind.kindName() + " does not use it");
                });
      }
    }
  }

  private static int times(JsonPlace place) {
    int times = place.integer();
    if (times < 0) {
      throw place.error("expected how often the fault is played, or 0 for always");
    }
    return times;
  }

  private static int status(JsonPlace place) {
    int status = place.integer();
    if (status < 200 || status > 599) {
      throw place.error("expected a status from 200 to 599");
    }
    return status;
  }
}
