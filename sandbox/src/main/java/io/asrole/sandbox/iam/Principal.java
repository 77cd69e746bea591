// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.arn.SessionArn;
import io.asrole.sandbox.arn.UserArn;

/**
 * A principal of a statement in a trust policy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
sealed interface Principal {
  /** Everyone: {@code *}. */
  record Anyone() implements Principal {}

  /** An account, written as {@code 123456789012} or {@code arn:aws:iam::123456789012:root}. */
  record Account(String id) implements Principal {}

  /** A role. */
  record Role(RoleArn arn) implements Principal {}

  /** One session of a role. */
  record Session(SessionArn arn) implements Principal {}

  /** An IAM user. */
  record User(UserArn arn) implements Principal {}

  /** An AWS service such as {@code ec2.amazonaws.com}. */
  record Service(String name) implements Principal {}

  /** An identity provider: an ARN, or a domain such as {@code accounts.google.com}. */
  record Federated(String provider) implements Principal {}

  /**
   * A principal that is no caller in the sandbox: the id of a deleted role or user, a canonical
   * user, a session of GetFederationToken. It matches nobody.
   */
  record Nobody(String text) implements Principal {}

  /** A principal that is not understood. It may be any caller: see {@link Principals}. */
  record Unknown(String text) implements Principal {}

  /**
   * How closely a Principal element names a caller. A later constant needs fewer other policies to
   * allow the action.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html">Requests
   *     within a single account</a>
   */
  enum Match {
    /** The element does not match the caller. */
    NONE,

    /** The element names the caller's account: an identity-based policy must allow the action. */
    ACCOUNT,

    /** The element names the caller's role: boundary and session policies must allow the action. */
    ROLE,

    /** The element names the session, the user, the service, the provider or everyone. */
    ITSELF
  }

  default Match match(Caller caller) {
    if (caller instanceof Caller.Session session) {
      if (this instanceof Role role && role.arn().equals(session.role())) {
        return Match.ROLE;
      }
      if (this instanceof Session one && one.arn().toString().equals(session.sessionArn())) {
        return Match.ITSELF;
      }
      return matchAccount(session.role().account());
    }
    if (caller instanceof Caller.User user) {
      if (this instanceof User named && named.arn().equals(user.arn())) {
        return Match.ITSELF;
      }
      return matchAccount(user.arn().account());
    }
    if (caller instanceof Caller.Service service) {
      return equals(new Service(service.name())) ? Match.ITSELF : Match.NONE;
    }
    Caller.WebIdentity identity = (Caller.WebIdentity) caller;
    return this instanceof Federated named && identity.isNamed(named.provider())
        ? Match.ITSELF
        : Match.NONE;
  }

  private Match matchAccount(String account) {
    if (this instanceof Anyone) {
      return Match.ITSELF;
    }
    return this instanceof Account own && own.id().equals(account) ? Match.ACCOUNT : Match.NONE;
  }
}
