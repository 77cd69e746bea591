// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import java.util.List;
import java.util.stream.Collectors;

/** The help page of the control endpoint, as plain text. */
final class HelpPage {
  private HelpPage() {}

  static String create(List<Route> routes) {
    return """
        This is the control endpoint of asrole-sandbox, a simulated EC2 instance with a simulated STS.
        The sandbox puts the URL of this endpoint into ASROLE_SANDBOX_CONTROL.

        %s
        Queue a fault:
          curl -d '{"target": "sts.AssumeRole", "kind": "throttle", "times": 2}' $ASROLE_SANDBOX_CONTROL/faults

          target  imds, imds.token (PUT), imds.get, imds.head, imds:END_OF_PATH, sts, sts.ACTION
          kind    status (with status, body), throttle, denied, hang, garbled, truncated, drip,
                  body (with status, contentType, body)
          times   how often the fault is played, 1 by default; 0: until the faults are removed

        The documentation is docs/sandbox-reference.md in the source of asrole.
        """
        .formatted(routes.stream().map(HelpPage::line).collect(Collectors.joining()));
  }

  private static String line(Route route) {
    String path = route.path() + (route.isFolder() ? "PATH" : "");
    return "%-7s %-16s %s\n".formatted(route.method(), path, route.help());
  }
}
