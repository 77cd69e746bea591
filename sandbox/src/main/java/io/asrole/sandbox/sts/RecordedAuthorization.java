// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.iam.Caller;
import io.asrole.sandbox.iam.Context;
import io.asrole.sandbox.iam.Decision;
import io.asrole.sandbox.iam.DecisionRecord;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Decides STS actions and hands each decision to a consumer.
 *
 * @param decisions receives the decisions
 */
record RecordedAuthorization(
    Evaluation evaluation, InstantSource clock, Consumer<DecisionRecord> decisions) {

  /** IAM's policy evaluation. */
  @FunctionalInterface
  interface Evaluation {
    Decision decide(Caller caller, String roleArn, String action, Context context);
  }

  /** Decides whether the caller may use the STS action on the role. */
  Decision decide(Caller caller, String roleArn, String action, Context context) {
    Decision decision = evaluation.decide(caller, roleArn, action, context);
    decisions.accept(new DecisionRecord(clock.instant(), arn(caller), roleArn, action, decision));
    return decision;
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
