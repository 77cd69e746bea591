// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import java.util.Map;

/**
 * What STS learnt from one request with a good signature.
 *
 * @param callerArn the assumed-role ARN whose keys signed it
 * @param expired whether those keys had ended
 * @param parameters what was asked, without anything secret
 */
public record StsCall(
    String action, String callerArn, boolean expired, Map<String, String> parameters) {
  public StsCall {
    parameters = Map.copyOf(parameters);
  }
}
