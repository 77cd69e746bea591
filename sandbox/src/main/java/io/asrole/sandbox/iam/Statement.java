// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.condition.Condition;
import io.asrole.sandbox.condition.Context;
import io.asrole.sandbox.condition.Glob;
import io.asrole.sandbox.condition.PolicyText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy.
 *
 * @param label the name in sentences: {@code statement "Sid"} or {@code statement 2}
 * @param principals null in a policy that is not a trust policy
 * @param actions in lower case
 * @param resources empty in a trust policy; its resource is the role that has the policy
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html">Statement</a>
 */
record Statement(
    String label,
    boolean allow,
    @Nullable Principals principals,
    boolean notAction,
    List<String> actions,
    boolean notResource,
    List<PolicyText> resources,
    List<Condition> conditions) {
  Statement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    conditions = List.copyOf(conditions);
  }

  /** A statement that applies to no action that the sandbox decides. */
  static Statement never() {
    return new Statement("", true, null, false, List.of(), false, List.of(), List.of());
  }

  /** A Deny that applies to every request, so that what is not understood allows nothing. */
  static Statement unknownDeny(PolicyKind kind, String label) {
    Principals everybody = new Principals(false, List.of(new Principal.Anyone()));
    return new Statement(
        label + " (which is not understood)",
        false,
        kind == PolicyKind.TRUST ? everybody : null,
        false,
        List.of("*"),
        false,
        List.of(PolicyText.parse("*", false)),
        List.of());
  }

  /** Whether one of the patterns matches the action; both are in lower case. */
  static boolean named(List<String> patterns, String action) {
    return patterns.stream().anyMatch(pattern -> Glob.matches(pattern, action));
  }

  /** Whether the statement is about the action, whatever its resources and conditions. */
  boolean isAbout(String action) {
    return named(actions, action) != notAction;
  }

  /** Whether the statement is about the action and the caller, whatever its conditions. */
  boolean concerns(StsRequest request) {
    if (!isAbout(request.lowerCaseAction())) {
      return false;
    }
    if (principals != null) {
      return allow
          ? principals.match(request.caller()) != Principal.Match.NONE
          : principals.denies(request.caller());
    }
    String resource = request.role().toString();
    boolean named =
        resources.stream()
            .map(pattern -> pattern.expand(request.context()))
            .anyMatch(pattern -> pattern != null && Glob.matches(pattern, resource));
    return named != notResource;
  }

  /** How the statement of a trust policy names the caller. */
  Principal.Match match(Caller caller) {
    return principals == null ? Principal.Match.NONE : principals.match(caller);
  }

  boolean applies(StsRequest request) {
    return concerns(request) && unmet(request.context()).isEmpty();
  }

  /** The first condition that the request does not meet. */
  Optional<Condition> unmet(Context context) {
    return conditions.stream().filter(condition -> !condition.holds(context)).findFirst();
  }
}
