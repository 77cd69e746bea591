// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.Environment;
import io.asrole.Json;
import io.asrole.Trace;
import io.asrole.session.Session;
import io.asrole.session.SessionStore.Need;
import io.asrole.sts.CallerIdentity;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code asrole whoami}: the caller identity, here or as a role. */
@Command(
    name = "whoami",
    description = "Print the ARN that AWS sees: of a command started here, or as ROLE.",
    customSynopsis = "asrole whoami [--json] [OPTIONS] [ROLE]")
final class WhoamiCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin RoleOptions options = new RoleOptions();
  @Mixin DebugOption debug = new DebugOption();

  @Option(names = "--json", description = "Print what aws sts get-caller-identity prints.")
  boolean json;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ROLE",
      description = "A role ARN, profile or role name.")
  @Nullable String role;

  WhoamiCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    Trace trace = debug.trace(invocation);
    RoleSessions sessions = new RoleSessions(invocation, trace, role);
    CallerIdentity caller = role == null ? here(sessions) : as(sessions, role);
    invocation.out().print(json ? document(caller) : caller.arn() + "\n");
    return 0;
  }

  /** Keys in the environment win in every SDK, so they do here. */
  private CallerIdentity here(RoleSessions sessions) throws Exception {
    boolean keys = Environment.firstOf(invocation.environment(), "AWS_ACCESS_KEY_ID").isPresent();
    String otherwise = keys ? "environment" : "auto";
    Credentials credentials =
        sessions.source(options.source == null ? otherwise : options.source).resolveCredentials();
    try {
      return sessions.callerIdentity(credentials, sessions.configuredRegion(options.region));
    } catch (AsroleException e) {
      throw switch (e.trouble()) {
        case SOURCE_EXPIRED, SOURCE_UNKNOWN, SOURCE_SECRET_WRONG ->
            e.withMore(whose(credentials, options.source == null ? otherwise : options.source));
        default -> e;
      };
    }
  }

  private static String whose(Credentials credentials, String source) {
    return "; they are the key "
        + credentials.accessKeyId()
        + (source.equals("environment") ? " of the environment" : " of --source " + source);
  }

  private CallerIdentity as(RoleSessions sessions, String role) throws Exception {
    Session session = sessions.open(options.call(role), Need.START, () -> {});
    return sessions.callerIdentity(session.credentials(), session.region());
  }

  private static String document(CallerIdentity caller) {
    return "{\"UserId\":"
        + Json.string(caller.userId())
        + ",\"Account\":"
        + Json.string(caller.account())
        + ",\"Arn\":"
        + Json.string(caller.arn())
        + "}\n";
  }
}
