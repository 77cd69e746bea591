// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import java.util.Map;

/**
 * One request to STS with a valid signature.
 *
 * @param callerArn the assumed-role ARN of the session that signed the request
 * @param expired whether the session's keys had expired
 * @param parameters the parameters of the request, without secrets
 */
public record StsCall(
    String action, String callerArn, boolean expired, Map<String, String> parameters) {
  public StsCall {
    parameters = Map.copyOf(parameters);
  }
}
