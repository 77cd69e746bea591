// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

/**
 * The result of IAM's policy evaluation for a request.
 *
 * @param because one sentence for people: the document, the statement and the condition that
 *     decided, or what is missing
 * @param reason the last part of AWS's documented AccessDenied message, such as {@code because no
 *     ... policy allows the ... action}; empty if the request is allowed
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Access
 *     denied error messages</a>
 */
public record Decision(Result result, String because, String reason) {
  /** The three results of policy evaluation, with the names that the IAM documentation uses. */
  public enum Result {
    ALLOWED("Allowed"),
    IMPLICITLY_DENIED("ImplicitlyDenied"),
    EXPLICITLY_DENIED("ExplicitlyDenied");

    private final String text;

    Result(String text) {
      this.text = text;
    }

    /** The name for users, such as {@code ImplicitlyDenied}. */
    public String text() {
      return text;
    }
  }

  public static Decision allowed(String because) {
    return new Decision(Result.ALLOWED, because, "");
  }

  public static Decision implicitlyDenied(String because, String reason) {
    return new Decision(Result.IMPLICITLY_DENIED, because, reason);
  }

  public static Decision explicitlyDenied(String because, String reason) {
    return new Decision(Result.EXPLICITLY_DENIED, because, reason);
  }

  public boolean isAllowed() {
    return result == Result.ALLOWED;
  }
}
