// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.AsroleException;
import io.asrole.FailureCause;
import io.asrole.guard.GrantDocument;
import io.asrole.guard.GuardedHost;
import io.asrole.guard.MetadataReach;
import io.asrole.guard.SudoGrant;
import io.asrole.role.RoleRequest;
import io.asrole.role.SessionParameters;
import io.asrole.session.Session;
import io.asrole.sts.AssumedRole;
import io.asrole.text.Progress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gets the sessions of ordinary users on a guarded host: asrole-grant opens them. */
final class GrantedSession {
  private GrantedSession() {}

  /** Gets a session of the requested role. */
  static Session open(
      AwsContext aws,
      RoleRequest request,
      Instant now,
      @Nullable AuditLog audit,
      StartObserver observer,
      Progress progress)
      throws AsroleException {
    GuardedHost host = aws.requireGuard();
    if (MetadataReach.isOpen()) {
      progress.warn(
          "this host is guarded ("
              + GuardedHost.FILE
              + "), but instance metadata is open to this user; tell the administrator: asrole"
              + " doctor --host");
    }
    GrantDocument grant = SudoGrant.open(host, request.role().toString(), progress);
    AssumedRole assumed =
        new AssumedRole(
            grant.credentials(),
            grant.assumedRoleArn(),
            grant.assumedRoleId(),
            "",
            List.of(),
            false);
    String name = grant.assumedRoleArn().substring(grant.assumedRoleArn().lastIndexOf('/') + 1);
    SessionParameters parameters = SessionParameters.NONE.withRoleSessionName(name);
    observer.foundRole(grant.role(), parameters);
    if (audit != null) {
      audit.issued(now, grant.role(), parameters, assumed, observer == StartObserver.NONE);
    }
    assumed.requireUsable(grant.role(), now);
    observer.opened(assumed, now);
    return new Session(
        request.given(),
        grant.role(),
        grant.assumedRoleArn(),
        grant.region(),
        grant.issued(),
        false,
        grant.assumedRoleId(),
        List.of(),
        grant.credentials());
  }

  /** Only asrole-grant has the credentials of the instance. */
  static AsroleException noCredentials() {
    return AsroleException.refused(
            "this user has no AWS credentials without a role, because this host is guarded ("
                + GuardedHost.FILE
                + "); for the roles: asrole roles")
        .withFailureCause(FailureCause.GUARD);
  }

  static AsroleException notGuarded() {
    return AsroleException.refused(
            "--source grant is for ordinary users of a guarded host: there is no "
                + GuardedHost.FILE
                + ", or it lets this user reach instance metadata")
        .withFailureCause(FailureCause.OPTION);
  }
}
