// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.condition.Condition;
import io.asrole.sandbox.condition.ConditionReader;
import io.asrole.sandbox.condition.Glob;
import io.asrole.sandbox.condition.PolicyText;
import io.asrole.sandbox.json.Complaints;
import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses a statement of a policy. What is not understood is a complaint. If that is not thrown, a
 * statement that allows applies to fewer requests, and a statement that denies to more requests.
 */
final class StatementReader {
  private static final int ARN_FIELDS = 6;
  private static final Pattern SERVICE = Pattern.compile("[a-zA-Z0-9-]+");
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

  private final PolicyKind kind;
  private final boolean variables;
  private final Complaints complaints;
  private final PrincipalReader principals;
  private boolean understood = true;

  /** Creates a reader for one statement. */
  StatementReader(
      PolicyKind kind,
      boolean variables,
      Complaints complaints,
      Predicate<String> principalExists) {
    this.kind = kind;
    this.variables = variables;
    this.complaints =
        complaint -> {
          complaints.accept(complaint);
          understood = false;
        };
    this.principals = new PrincipalReader(principalExists, this.complaints);
  }

  /**
   * @param label the name of the statement in sentences
   */
  Statement read(JsonPlace place, String label) {
    checkMembers(place);
    boolean allow = allow(place.required("Effect"));
    boolean notAction = place.optional("NotAction").isPresent();
    List<String> actions = actions(oneOf(place, "Action", "NotAction"), allow == notAction);
    Principals named = kind == PolicyKind.TRUST ? principals(place, allow) : null;
    boolean decides =
        DECIDED.stream().anyMatch(action -> Statement.named(actions, action) != notAction);
    if (!decides) {
      checkForm(place);
      return Statement.never();
    }
    boolean notResource = place.optional("NotResource").isPresent();
    List<PolicyText> resources =
        kind == PolicyKind.TRUST
            ? List.of()
            : resources(oneOf(place, "Resource", "NotResource"), allow == notResource);
    ConditionReader reader = new ConditionReader(variables, !allow, complaints);
    List<Condition> conditions = place.optional("Condition").map(reader::read).orElse(List.of());
    return new Statement(
        understood ? label : label + " (which is understood in part)",
        allow,
        named,
        notAction,
        actions,
        notResource,
        resources,
        conditions);
  }

  /** Checks a statement about other services. It decides nothing here. */
  private void checkForm(JsonPlace place) {
    try {
      place.optional("Condition").ifPresent(ConditionReader::checkForm);
      if (kind != PolicyKind.TRUST) {
        oneOf(place, "Resource", "NotResource").oneOrMore().forEach(JsonPlace::text);
      }
    } catch (JsonException e) {
      complaints.accept(e);
    }
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

  /** The element of one of the two names. A statement has exactly one of them. */
  private static JsonPlace oneOf(JsonPlace place, String name, String not) {
    Optional<JsonPlace> negated = place.optional(not);
    if (negated.isPresent() && place.optional(name).isPresent()) {
      throw place.error(name + " and " + not + " exclude each other");
    }
    return negated.orElseGet(() -> place.required(name));
  }

  /** Whether the effect is Allow. An effect that is not understood may be a Deny. */
  private boolean allow(JsonPlace effect) {
    try {
      return switch (effect.text()) {
        case "Allow" -> true;
        case "Deny" -> false;
        default -> throw effect.error("expected Allow or Deny");
      };
    } catch (JsonException e) {
      complaints.accept(e);
      return false;
    }
  }

  private Principals principals(JsonPlace place, boolean allow) {
    JsonPlace element = oneOf(place, "Principal", "NotPrincipal");
    boolean not = place.optional("NotPrincipal").isPresent();
    if (not && allow) {
      complaints.accept(element.error("NotPrincipal with Effect Allow is not supported"));
      return new Principals(false, List.of(new Principal.Unknown("NotPrincipal")));
    }
    return new Principals(not, principals.read(element));
  }

  /**
   * @param unknownMatches whether an action that is not understood counts as every action;
   *     otherwise it counts as none
   */
  private List<String> actions(JsonPlace element, boolean unknownMatches) {
    List<String> actions = new ArrayList<>();
    for (JsonPlace value : elements(element, "Policy statement must contain actions.")) {
      try {
        actions.add(action(value));
      } catch (JsonException e) {
        complaints.accept(e);
        actions.addAll(unknownMatches ? List.of("*") : List.of());
      }
    }
    return List.copyOf(actions);
  }

  private String action(JsonPlace value) {
    String text = value.text().toLowerCase(Locale.ROOT);
    if (!text.equals("*") && !ACTION.matcher(text).matches()) {
      throw value.error("not an action: " + value.text());
    }
    if (kind == PolicyKind.TRUST
        && ASSUME_ACTIONS.stream().noneMatch(action -> Glob.matches(text, action))) {
      throw value.error("AssumeRole policy may only specify STS AssumeRole actions.");
    }
    return text;
  }

  /**
   * @param unknownMatches whether a resource that is not understood counts as every resource;
   *     otherwise it counts as none
   */
  private List<PolicyText> resources(JsonPlace element, boolean unknownMatches) {
    List<PolicyText> resources = new ArrayList<>();
    for (JsonPlace value : elements(element, "Policy statement must contain resources.")) {
      try {
        resources.add(resource(value));
      } catch (JsonException e) {
        complaints.accept(e);
        String text = value.isText() ? value.text() : "a value that is not understood";
        resources.add(PolicyText.unknown(text, unknownMatches));
      }
    }
    return List.copyOf(resources);
  }

  private PolicyText resource(JsonPlace value) {
    String text = value.text();
    return PolicyText.parse(text.equals("*") ? text : completed(text, value), variables);
  }

  /**
   * The ARN with a wildcard for each missing field.
   *
   * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs: paths
   *     and wildcards</a>
   */
  private String completed(String arn, JsonPlace place) {
    String[] fields = arn.split(":", ARN_FIELDS);
    if (!fields[0].equals("arn")) {
      throw place.error("not an ARN: " + arn);
    }
    if (fields.length < 3 || !SERVICE.matcher(fields[2]).matches()) {
      throw place.error("Resource vendor must be fully qualified and cannot contain regexes.");
    }
    if (fields.length < ARN_FIELDS && kind == PolicyKind.SESSION) {
      throw place.error("a session policy must not have an incomplete ARN: " + arn);
    }
    return arn + ":*".repeat(ARN_FIELDS - fields.length);
  }

  /** The items of the element, at least one. */
  private static List<JsonPlace> elements(JsonPlace element, String complaint) {
    List<JsonPlace> elements = element.oneOrMore();
    if (elements.isEmpty()) {
      throw element.error(complaint);
    }
    return elements;
  }
}
