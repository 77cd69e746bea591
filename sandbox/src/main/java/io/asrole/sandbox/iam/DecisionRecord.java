// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision on a request for a role, and the reason.
 *
 * @param time when the decision was made
 * @param caller the ARN of the caller, of a role session or of an OIDC provider; EC2's name if it
 *     requests the role of the instance profile
 * @param role the ARN of the requested role, as it was sent
 * @param action the action, {@code sts:AssumeRole}
 * @param error the error that STS answers although the policies allow the request, such as {@code
 *     ValidationError: The requested DurationSeconds exceeds ...}; null if there is none
 */
public record DecisionRecord(
    Instant time,
    String caller,
    String role,
    String action,
    Decision decision,
    @Nullable String error) {
  /** Whether STS refused the request: because of its policies, or with another error. */
  public boolean isRefusal() {
    return !decision.isAllowed() || error != null;
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
    if (error != null) {
      document.put("error", error);
    }
    return document;
  }

  /** The decision as one line of text. */
  public String line() {
    String refused = error == null ? "" : " STS refuses the request: " + error;
    return "%s: %s by %s on %s: %s%s"
        .formatted(
            decision.result().text(),
            action,
            caller,
            role,
            decision.because().isEmpty() ? decision.reason() : decision.because(),
            refused);
  }
}
