// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.json.JsonPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Parses a statement of a policy. */
final class StatementReader {
  private static final Pattern ACTION =
      Pattern.compile("(?:\\*|[A-Za-z0-9-]{1,64}):[A-Za-z0-9*?_-]{1,128}");
  private static final List<String> DECIDED =
      List.of(
          "sts:assumerole",
          "sts:assumerolewithwebidentity",
          "sts:assumerolewithsaml",
          "sts:tagsession",
          "sts:setsourceidentity");

  private static final List<String> ASSUME_ACTIONS =
      Stream.concat(DECIDED.stream(), Stream.of("sts:setcontext")).toList();
  private static final Pattern SID = Pattern.compile("[0-9A-Za-z]*");

  private final PolicyKind kind;
  private final boolean variables;
  private final Predicate<String> principalExists;

  StatementReader(PolicyKind kind, boolean variables, Predicate<String> principalExists) {
    this.kind = kind;
    this.variables = variables;
    this.principalExists = principalExists;
  }

  /**
   * @param number the number of the statement in the policy, from 1
   */
  Statement read(JsonPlace place, int number) {
    checkMembers(place);
    String label = label(place, number);
    boolean allow = allow(place.required("Effect"));
    boolean notAction = place.optional("NotAction").isPresent();
    List<String> actions = actions(oneOf(place, "Action", "NotAction"));
    Principals principals = Principals.none();
    if (kind == PolicyKind.TRUST) {
      principals = principals(place, allow);
    }
    Optional<JsonPlace> condition = place.optional("Condition");
    boolean decides =
        DECIDED.stream().anyMatch(action -> Statement.named(actions, action) != notAction);
    // Only the form of a statement about other services is checked: it decides nothing here.
    if (!decides) {
      condition.ifPresent(Condition::checkForm);
      if (kind != PolicyKind.TRUST) {
        oneOf(place, "Resource", "NotResource").oneOrMore().forEach(JsonPlace::text);
      }
      return Statement.never();
    }
    return new Statement(
        label,
        allow,
        principals,
        notAction,
        actions,
        place.optional("NotResource").isPresent(),
        kind == PolicyKind.TRUST ? List.of() : resources(oneOf(place, "Resource", "NotResource")),
        condition.map(block -> Condition.parse(block, variables)).orElse(List.of()));
  }

  private void checkMembers(JsonPlace place) {
    place
        .members()
        .forEach(
            (name, value) -> {
              if (kind == PolicyKind.TRUST && name.endsWith("Resource")) {
                throw value.error("Has prohibited field " + name);
              }
              if (kind != PolicyKind.TRUST && name.endsWith("Principal")) {
                throw value.error("Policy document should not specify a principal.");
              }
            });
    place.members(kind.statementMembers());
  }

  private static String label(JsonPlace place, int number) {
    Optional<JsonPlace> id = place.optional("Sid");
    String sid = id.map(JsonPlace::text).orElse("");
    if (id.isPresent() && !SID.matcher(sid).matches()) {
      throw id.get()
          .error(
              "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular"
                  + " expression [0-9A-Za-z]*");
    }
    if (!sid.isEmpty()) {
      return "statement \"" + sid + "\"";
    }
    return "statement " + number;
  }

  /** The element of one of the two names. A statement has exactly one of them. */
  private static JsonPlace oneOf(JsonPlace place, String name, String not) {
    Optional<JsonPlace> negated = place.optional(not);
    if (negated.isPresent() && place.optional(name).isPresent()) {
      throw place.error(name + " and " + not + " exclude each other");
    }
    return negated.orElseGet(() -> place.required(name));
  }

  private static boolean allow(JsonPlace effect) {
    return switch (effect.text()) {
      case "Allow" -> true;
      case "Deny" -> false;
      default -> throw effect.error("expected Allow or Deny");
    };
  }

  private Principals principals(JsonPlace place, boolean allow) {
    JsonPlace element = oneOf(place, "Principal", "NotPrincipal");
    boolean not = place.optional("NotPrincipal").isPresent();
    if (not && allow) {
      throw element.error("NotPrincipal with Effect Allow is not supported");
    }
    return new Principals(not, PrincipalReader.read(element, principalExists));
  }

  private List<String> actions(JsonPlace element) {
    List<String> actions = new ArrayList<>();
    for (JsonPlace value : element.oneOrMore()) {
      String text = value.text().toLowerCase(Locale.ROOT);
      if (!text.equals("*") && !ACTION.matcher(text).matches()) {
        throw value.error("not an action: " + value.text());
      }
      if (kind == PolicyKind.TRUST
          && ASSUME_ACTIONS.stream().noneMatch(action -> Glob.matches(text, action))) {
        throw value.error("AssumeRole policy may only specify STS AssumeRole actions.");
      }
      actions.add(text);
    }
    if (actions.isEmpty()) {
      throw element.error("Policy statement must contain actions.");
    }
    return List.copyOf(actions);
  }

  private List<PolicyText> resources(JsonPlace element) {
    List<PolicyText> resources = new ArrayList<>();
    for (JsonPlace value : element.oneOrMore()) {
      String text = value.text();
      if (!text.equals("*") && text.split(":", 6).length != 6) {
        throw value.error("not an ARN: " + text);
      }
      resources.add(PolicyText.parse(text, variables));
    }
    if (resources.isEmpty()) {
      throw element.error("Policy statement must contain resources.");
    }
    return List.copyOf(resources);
  }
}
