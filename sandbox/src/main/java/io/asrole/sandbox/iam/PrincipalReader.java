// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.arn.AccountArn;
import io.asrole.sandbox.arn.ProviderArn;
import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.arn.SessionArn;
import io.asrole.sandbox.arn.UserArn;
import io.asrole.sandbox.json.Complaints;
import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Parses the Principal and NotPrincipal elements. A principal that is not understood is a
 * complaint; if that is not thrown, the principal is {@link Principal.Unknown}.
 */
final class PrincipalReader {
  private static final int MOST_CHARACTERS = 2048;
  private static final Set<String> KINDS = Set.of("AWS", "Service", "Federated", "CanonicalUser");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern FEDERATED_USER =
      Pattern.compile("arn:aws[a-z0-9-]*:sts::\\d{12}:federated-user/[\\w+=,.@-]+");
  private static final Pattern UNIQUE_ID = Pattern.compile("A[A-Z]{2}A[A-Z0-9]{12,28}");
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+\\.[a-z0-9.-]*[a-z0-9]");
  private static final List<String> SERVICE_DOMAINS =
      List.of(
          ".amazonaws.com",
          ".amazonaws.com.cn",
          ".amazonaws.eu",
          ".aws.internal",
          ".c2s.ic.gov",
          ".sc2s.sgov.gov",
          ".cloud.adc-e.uk",
          ".csp.hci.ic.gov");

  private final Predicate<String> principalExists;
  private final Complaints complaints;

  /**
   * Creates a reader.
   *
   * @param principalExists whether IAM accepts the ARN of a role or user as a principal
   */
  PrincipalReader(Predicate<String> principalExists, Complaints complaints) {
    this.principalExists = principalExists;
    this.complaints = complaints;
  }

  List<Principal> read(JsonPlace element) {
    List<Principal> principals = new ArrayList<>();
    try {
      if (element.isText()) {
        if (element.text().equals("*")) {
          return List.of(new Principal.Anyone());
        }
        throw element.error("a principal written as a string can only be *");
      }
      element
          .members()
          .forEach(
              (kind, values) ->
                  values.oneOrMore().forEach(value -> principals.add(principal(kind, value))));
      if (principals.isEmpty()) {
        throw element.error("no principal");
      }
    } catch (JsonException e) {
      principals.add(unknown(element, e));
    }
    return List.copyOf(principals);
  }

  private Principal principal(String kind, JsonPlace value) {
    try {
      if (!KINDS.contains(kind)) {
        throw value.error("the sandbox does not know this member");
      }
      String text = value.text();
      Optional<Principal> principal = Optional.empty();
      if (text.length() <= MOST_CHARACTERS) {
        principal =
            switch (kind) {
              case "AWS" -> aws(text);
              case "Service" -> service(text);
              case "Federated" -> federated(text);
              default -> Optional.of(new Principal.Nobody(text));
            };
      }
      return principal.orElseThrow(
          () -> value.error("Invalid principal in policy: \"%s\":\"%s\"".formatted(kind, text)));
    } catch (JsonException e) {
      return unknown(value, e);
    }
  }

  private Principal unknown(JsonPlace place, JsonException complaint) {
    complaints.accept(complaint);
    return new Principal.Unknown(place.isText() ? place.text() : "a value that is not understood");
  }

  private Optional<Principal> aws(String text) {
    if (text.equals("*")) {
      return Optional.of(new Principal.Anyone());
    }
    Optional<AccountArn> root = AccountArn.parse(text);
    if (ACCOUNT.matcher(text).matches() || root.isPresent()) {
      return Optional.of(new Principal.Account(root.map(AccountArn::account).orElse(text)));
    }
    Optional<SessionArn> session = SessionArn.parse(text);
    if (session.isPresent()) {
      return session.map(Principal.Session::new);
    }
    if (UNIQUE_ID.matcher(text).matches() || FEDERATED_USER.matcher(text).matches()) {
      return Optional.of(new Principal.Nobody(text));
    }
    Optional<UserArn> user = UserArn.parse(text).filter(arn -> noWildcard(arn.path()));
    if (user.isPresent()) {
      return user.filter(arn -> principalExists.test(text)).map(Principal.User::new);
    }
    return RoleArn.parse(text)
        .filter(arn -> noWildcard(arn.path()) && principalExists.test(text))
        .map(Principal.Role::new);
  }

  private static boolean noWildcard(String path) {
    return path.indexOf('*') < 0 && path.indexOf('?') < 0;
  }

  private static Optional<Principal> service(String text) {
    boolean known =
        DOMAIN.matcher(text).matches() && SERVICE_DOMAINS.stream().anyMatch(text::endsWith);
    return known ? Optional.of(new Principal.Service(text)) : Optional.empty();
  }

  private static Optional<Principal> federated(String text) {
    return ProviderArn.parse(text).isPresent() || DOMAIN.matcher(text).matches()
        ? Optional.of(new Principal.Federated(text))
        : Optional.empty();
  }
}
