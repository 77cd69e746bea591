// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.control.Answers;
import io.asrole.sandbox.control.Recent;
import io.asrole.sandbox.control.Route;
import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.iam.DecisionRecord;
import io.asrole.sandbox.imds.Notices;
import io.asrole.sandbox.oidc.TokenIssuer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the control endpoint answers for instance metadata and STS. */
final class ControlRoutes {
  private ControlRoutes() {}

  static List<Route> create(Notices notices, TokenIssuer tokens, Recent<DecisionRecord> decisions) {
    return List.of(
        new Route(
            "POST",
            "/token",
            "Return a web identity token: {\"sub\": \"repo:o/r:ref:refs/heads/main\"}.",
            request -> Response.create(200, "text/plain", tokens.issue(request.body()) + "\n")),
        new Route(
            "GET",
            "/decisions",
            "Show the newest 1000 decisions on requests for a role, and why.",
            request ->
                Answers.json(
                    200,
                    Map.of(
                        "decisions",
                        decisions.list().stream().map(DecisionRecord::document).toList()))),
        new Route(
            "DELETE", "/decisions", "Forget the decisions.", done(request -> decisions.clear())),
        new Route(
            "POST",
            "/spot",
            "Announce the end of a Spot Instance: {\"action\": \"terminate\", \"in\": 120}.",
            done(notices::interrupt)),
        new Route(
            "DELETE",
            "/spot",
            "Take the announcement back.",
            done(request -> notices.cancelInterruption())),
        new Route(
            "POST",
            "/rebalance",
            "Recommend to replace the Spot Instance.",
            done(request -> notices.recommendRebalance())),
        new Route(
            "DELETE",
            "/rebalance",
            "Take the recommendation back.",
            done(request -> notices.cancelRebalance())),
        new Route(
            "PUT",
            "/metadata/",
            "Set an item of instance metadata to the body: PUT /metadata/local-ipv4.",
            done(notices::set)),
        new Route(
            "DELETE", "/metadata/", "Remove an item of instance metadata.", done(notices::remove)));
  }

  private static Function<Request, Response> done(Consumer<Request> action) {
    return request -> {
      action.accept(request);
      return Answers.done();
    };
  }
}
