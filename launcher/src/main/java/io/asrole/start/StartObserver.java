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
 * Is told of each step while {@link RoleSessionOpener} opens a session, in the order of these
 * methods. For a role that is assumed from another role, all steps of the other role come between
 * {@link #foundEndpoint} and {@link #gotSourceCredentials}. An exception ends the flow.
 */
public interface StartObserver {
  /** Observes nothing. */
  StartObserver NONE = new StartObserver() {};

  /** The request is read, and its source is known. */
  default void begins(RoleRequest request) throws AsroleException {}

  /** The region and the endpoint of STS are known. */
  default void foundEndpoint(RoleRequest request, String region, StsEndpoint endpoint)
      throws AsroleException {}

  /** There are source credentials; {@code sts} is called with them next. */
  default void gotSourceCredentials(
      RoleRequest request, Credentials credentials, SecurityTokenService sts)
      throws AsroleException {}

  /** The role's ARN and all parameters of AssumeRole are known. */
  default void foundRole(RoleArn role, SessionParameters parameters) {}

  /** STS has opened the session, which is valid at that time. */
  default void opened(AssumedRole assumed, Instant now) {}
}
