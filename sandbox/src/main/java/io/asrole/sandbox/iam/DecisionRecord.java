// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A decision that STS made for a request, and the reason.
 *
 * @param time when STS decided
 * @param caller the ARN of the caller: of a role session, or of an OIDC provider
 * @param role the ARN of the requested role, as it was sent
 * @param action the action, {@code sts:AssumeRole}
 */
public record DecisionRecord(
    Instant time, String caller, String role, String action, Decision decision) {
  /** Whether the request was refused. */
  public boolean isRefusal() {
    return !decision.isAllowed();
  }

  /** The decision as JSON members. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("time", time);
    document.put("caller", caller);
    document.put("action", action);
    document.put("role", role);
    document.put("decision", decision.result().text());
    document.put("because", decision.because());
    return document;
  }

  /** The decision as one line of text. */
  public String line() {
    return "%s: %s by %s on %s: %s"
        .formatted(
            decision.result().text(),
            action,
            caller,
            role,
            decision.because().isEmpty() ? decision.reason() : decision.because());
  }
}
