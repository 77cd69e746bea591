// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.json.JsonPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One statement of a policy.
 *
 * @param principals empty in an identity policy
 * @param resources empty in a trust policy; its resource is the role that has the policy
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html">Statement</a>
 */
record Statement(
    boolean allow,
    List<Principal> principals,
    boolean notAction,
    List<String> actions,
    List<String> resources,
    List<Condition> conditions) {

  static Statement parse(JsonPlace place, PolicyKind kind) {
    place.members(kind.statementMembers());
    List<Principal> principals = List.of();
    List<String> resources = List.of();
    switch (kind) {
      case TRUST -> principals = Principal.parse(place.required("Principal"));
      case IDENTITY -> resources = resources(place.required("Resource"));
    }
    Optional<JsonPlace> not = place.optional("NotAction");
    if (not.isPresent() && place.optional("Action").isPresent()) {
      throw place.error("Action and NotAction exclude each other");
    }
    return new Statement(
        allow(place.required("Effect")),
        principals,
        not.isPresent(),
        actions(not.orElseGet(() -> place.required("Action"))),
        resources,
        place.optional("Condition").map(Condition::parse).orElse(List.of()));
  }

  private static boolean allow(JsonPlace effect) {
    return switch (effect.text()) {
      case "Allow" -> true;
      case "Deny" -> false;
      default -> throw effect.error("expected Allow or Deny");
    };
  }

  private static List<String> actions(JsonPlace element) {
    List<String> actions = new ArrayList<>();
    for (JsonPlace value : element.oneOrMore()) {
      String text = value.text();
      if (!text.equals("*") && !text.matches("[A-Za-z0-9-]+:[A-Za-z0-9*?]+")) {
        throw value.error("not an action: " + text);
      }
      actions.add(text.toLowerCase(Locale.ROOT));
    }
    return List.copyOf(actions);
  }

  private static List<String> resources(JsonPlace element) {
    List<String> resources = new ArrayList<>();
    for (JsonPlace value : element.oneOrMore()) {
      String text = value.text();
      if (!text.equals("*") && text.split(":", 6).length != 6) {
        throw value.error("not an ARN: " + text);
      }
      refuseVariables(value, text);
      resources.add(text);
    }
    return List.copyOf(resources);
  }

  static void refuseVariables(JsonPlace place, String text) {
    if (text.contains("${")) {
      throw place.error("the sandbox does not know policy variables: " + text);
    }
  }

  boolean covers(String action, Context context) {
    String lower = action.toLowerCase(Locale.ROOT);
    boolean named = actions.stream().anyMatch(pattern -> Glob.matches(pattern, lower));
    return named != notAction && conditions.stream().allMatch(c -> c.holds(context));
  }

  boolean covers(String action, String resource, Context context) {
    return resources.stream().anyMatch(pattern -> Glob.matches(pattern, resource))
        && covers(action, context);
  }
}
