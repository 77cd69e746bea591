// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import java.util.Map;
import java.util.Optional;

/**
 * The limits of the parameters of AssumeRole, for others than STS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
public final class RequestLimits {
  private RequestLimits() {}

  /**
   * The error that STS answers to a request with these parameters, whoever sends it; empty if there
   * is none.
   *
   * @param parameters the parameters by their names in a query request: {@code Tags.member.1.Key}
   */
  public static Optional<String> error(Map<String, String> parameters) {
    try {
      AssumeRoleRequest.parse(Parameters.of(parameters));
      return Optional.empty();
    } catch (StsException e) {
      return Optional.of(e.text());
    }
  }
}
