// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.role.RoleArn;
import io.asrole.role.RoleRequest;
import io.asrole.role.SessionParameters;
import io.asrole.sts.AssumedRole;
import io.asrole.sts.SecurityTokenService;
import io.asrole.sts.StsEndpoint;
import java.time.Instant;

/**
 * Observes {@link RoleSessionOpener}, which calls these methods in this order while it opens a
 * session. In a role chain, all steps of the source role come between {@link #foundEndpoint} and
 * {@link #gotSourceCredentials}. An exception ends the start.
 */
public interface StartObserver {
  /** Observes nothing. */
  StartObserver NONE = new StartObserver() {};

  /** Called when the request and its source are known. */
  default void begins(RoleRequest request) throws AsroleException {}

  /** Called when the region and the endpoint of STS are known. */
  default void foundEndpoint(RoleRequest request, String region, StsEndpoint endpoint)
      throws AsroleException {}

  /** Called when the source credentials are known, before {@code sts} uses them. */
  default void gotSourceCredentials(
      RoleRequest request, Credentials credentials, SecurityTokenService sts)
      throws AsroleException {}

  /** Called when the role's ARN and all parameters of AssumeRole are known. */
  default void foundRole(RoleArn role, SessionParameters parameters) {}

  /** Called when STS has opened the session; it is valid at {@code now}. */
  default void opened(AssumedRole assumed, Instant now) {}
}
