// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The control endpoint: faults, counters and the log of requests over HTTP, for clients outside the
 * sandbox's JVM. It also answers the routes that other parts of the sandbox give it.
 */
public final class ControlService {
  private final Faults faults;
  private final Tally tally;
  private final Recent<ReceivedRequest> requests;
  private final List<Route> routes = new ArrayList<>();

  /**
   * @param more the routes of the other parts of the sandbox
   */
  public ControlService(
      Faults faults, Tally tally, Recent<ReceivedRequest> requests, List<Route> more) {
    this.faults = faults;
    this.tally = tally;
    this.requests = requests;
    add("GET", "/", "Show this page.");
    add("GET", "/counters", "Show how many requests were received, by kind and by caller.");
    add("DELETE", "/counters", "Set all counters to zero.");
    add("GET", "/requests", "Show the newest 1000 requests.");
    add("DELETE", "/requests", "Forget the requests.");
    add("GET", "/faults", "Show the faults that are queued.");
    add("POST", "/faults", "Queue a fault, a JSON object: see below.");
    add("DELETE", "/faults", "Remove all faults and close the connections that they hold open.");
    routes.addAll(more);
  }

  /** Answers a request to the control endpoint. */
  public Response answer(Request request) {
    return routes.stream()
        .filter(route -> route.matches(request))
        .findFirst()
        .map(route -> Answers.checked(route.answer()).apply(request))
        .orElseGet(
            () ->
                Answers.json(
                    404,
                    Map.of(
                        "error",
                        "no such request: "
                            + request.method()
                            + " "
                            + request.path()
                            + "; GET /"
                            + " shows the requests that there are")));
  }

  private void add(String method, String path, String help) {
    routes.add(new Route(method, path, help, request -> own(method + " " + path, request)));
  }

  private Response own(String route, Request request) {
    return switch (route) {
      case "GET /counters" -> Answers.json(200, document(tally.snapshot()));
      case "GET /requests" ->
          Answers.json(
              200,
              Map.of("requests", requests.list().stream().map(ReceivedRequest::document).toList()));
      case "GET /faults" ->
          Answers.json(
              200, Map.of("faults", faults.list().stream().map(FaultDocument::create).toList()));
      case "POST /faults" -> done(() -> faults.queue(FaultDocument.parse(request.body())));
      case "DELETE /counters" -> done(tally::clear);
      case "DELETE /requests" -> done(requests::clear);
      case "DELETE /faults" -> done(faults::clear);
      default -> Response.create(200, "text/plain; charset=utf-8", HelpPage.create(routes));
    };
  }

  private static Response done(Runnable action) {
    action.run();
    return Answers.done();
  }

  private static Map<String, Object> document(Counters counters) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("calls", new TreeMap<>(counters.calls()));
    document.put("lastAssumeRole", new TreeMap<>(counters.lastAssumeRole()));
    document.put("signedWithExpiredKeys", counters.signedWithExpiredKeys());
    document.put("callers", new TreeMap<>(counters.callers()));
    return document;
  }
}
