// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.condition.Context;
import java.util.Locale;

/**
 * A request for an STS action on a role.
 *
 * @param action such as {@code sts:AssumeRole}
 */
record StsRequest(Caller caller, RoleArn role, String action, Context context) {
  String lowerCaseAction() {
    return action.toLowerCase(Locale.ROOT);
  }
}
