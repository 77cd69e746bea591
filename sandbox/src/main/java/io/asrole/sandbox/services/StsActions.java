// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.services;

import java.util.List;
import java.util.stream.Stream;

/**
 * The names of the actions that AWS's STS has.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html">Actions of
 *     STS</a>
 */
public final class StsActions {
  /** The actions that the STS of the sandbox answers. */
  public static final List<String> SIMULATED =
      List.of(
          "AssumeRole",
          "AssumeRoleWithWebIdentity",
          "GetAccessKeyInfo",
          "GetCallerIdentity",
          "GetFederationToken",
          "GetSessionToken");

  /** The actions that AWS's STS has and the sandbox does not simulate. */
  public static final List<String> NOT_SIMULATED =
      List.of(
          "AssumeRoleWithSAML",
          "AssumeRoot",
          "DecodeAuthorizationMessage",
          "GetDelegatedAccessToken",
          "GetWebIdentityToken");

  private StsActions() {}

  /** All actions, in the order of the alphabet. */
  public static List<String> all() {
    return Stream.of(SIMULATED, NOT_SIMULATED).flatMap(List::stream).sorted().toList();
  }
}
