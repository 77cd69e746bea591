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
   * The error that STS answers to every request with these parameters; empty if there is none.
   *
   * @param parameters the parameters by their names in a query request: {@code Tags.member.1.Key}
   * @param inheritedTags the transitive tags of the caller's session
   */
  public static Optional<String> error(
      Map<String, String> parameters, Map<String, String> inheritedTags) {
    try {
      AssumeRoleRequest request = AssumeRoleRequest.parse(Parameters.of(parameters));
      AssumeRole.refuseInheritedTags(request, inheritedTags);
      return Optional.empty();
    } catch (StsException e) {
      return Optional.of(e.text());
    }
  }
}
