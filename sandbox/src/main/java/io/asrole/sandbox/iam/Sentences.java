// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import java.util.Locale;

/** Words of the sentences that explain a decision. */
final class Sentences {
  private Sentences() {}

  static String capitalize(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  static String caller(Caller caller) {
    if (caller instanceof Caller.Session session) {
      return session.sessionArn();
    }
    if (caller instanceof Caller.User user) {
      return user.arn().toString();
    }
    if (caller instanceof Caller.WebIdentity identity) {
      return "an identity of " + identity.provider();
    }
    return "the service " + ((Caller.Service) caller).name();
  }

  static String principal(Principal principal) {
    if (principal instanceof Principal.Account account) {
      return "account " + account.id();
    }
    if (principal instanceof Principal.Role role) {
      return role.arn().toString();
    }
    if (principal instanceof Principal.Session session) {
      return session.arn().toString();
    }
    if (principal instanceof Principal.User user) {
      return user.arn().toString();
    }
    if (principal instanceof Principal.Service service) {
      return service.name();
    }
    if (principal instanceof Principal.Federated federated) {
      return federated.provider();
    }
    if (principal instanceof Principal.Unknown unknown) {
      return unknown.text();
    }
    return principal instanceof Principal.Nobody nobody ? nobody.text() : "*";
  }
}
