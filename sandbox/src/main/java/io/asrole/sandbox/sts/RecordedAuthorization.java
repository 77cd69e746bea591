// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.authorization.RoleDecision;
import io.asrole.sandbox.authorization.RoleRequest;
import io.asrole.sandbox.condition.Context;
import io.asrole.sandbox.iam.Caller;
import io.asrole.sandbox.iam.DecisionRecord;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides requests for role sessions and hands each decision to a consumer.
 *
 * @param decisions receives one decision for each request
 */
record RecordedAuthorization(
    Evaluation evaluation, InstantSource clock, Consumer<DecisionRecord> decisions) {

  /** IAM's policy evaluation. */
  @FunctionalInterface
  interface Evaluation {
    RoleDecision assumeRole(Caller caller, RoleRequest request, Context context);
  }

  /**
   * Decides whether the caller gets the role session, and which action was denied.
   *
   * @param error the error that an allowed request gets; empty if there is none
   * @throws StsException the error, if the request is allowed
   */
  RoleDecision decide(
      Caller caller, RoleRequest request, Context context, Optional<StsException> error)
      throws StsException {
    RoleDecision result = evaluation.assumeRole(caller, request, context);
    Optional<StsException> late = error.filter(e -> result.decision().isAllowed());
    decisions.accept(
        new DecisionRecord(
            clock.instant(),
            arn(caller),
            request.roleArn(),
            result.action(),
            result.decision(),
            late.map(StsException::text).orElse(null)));
    if (late.isPresent()) {
      throw late.get();
    }
    return result;
  }

  private static String arn(Caller caller) {
    if (caller instanceof Caller.Session session) {
      return session.sessionArn();
    } else if (caller instanceof Caller.User user) {
      return user.arn().toString();
    } else if (caller instanceof Caller.WebIdentity identity) {
      return identity.provider();
    } else {
      return ((Caller.Service) caller).name();
    }
  }
}
