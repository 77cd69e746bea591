// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.grant;

import io.asrole.AsroleException;
import io.asrole.AsroleException.Kind;
import io.asrole.guard.GrantDocument;
import io.asrole.guard.SudoGrant;
import io.asrole.role.ConfigProfile;
import io.asrole.role.RoleReference;
import io.asrole.role.RoleSessionName;
import io.asrole.role.SessionParameters;
import io.asrole.session.Need;
import io.asrole.session.Session;
import io.asrole.session.WaitBudget;
import io.asrole.start.AwsContext;
import io.asrole.start.Invocation;
import io.asrole.start.RoleCall;
import io.asrole.start.RoleSessionOpener;
import io.asrole.text.OneLine;
import io.asrole.text.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens a role session for another user, and prints its credentials. It takes nothing from the
 * caller but the name of the role, and the user id that sudo sets.
 */
public final class GrantRun {
  private static final String HOME = "/var/lib/asrole";

  /**
   * How long a session is handed out again, so that a caller in a loop does not throttle STS.
   * Callers have a session store of their own, and ask for a session that lasts.
   */
  private static final Duration REUSE = Duration.ofMinutes(1);

  /**
   * A start may wait longer than the caller of asrole-grant does, who waits 30 s. So the waits of
   * this session begin as if so much time had passed: 5 s for another call, 15 s for AWS.
   */
  private static final Duration WAITED = Duration.ofSeconds(30);

  private final String mainClass;
  private final PrintWriter out;
  private final PrintWriter err;
  private final InstantSource clock = InstantSource.system();

  /** Prints the credentials to {@code out}, and why there are none to {@code err}. */
  public GrantRun(String mainClass, PrintWriter out, PrintWriter err) {
    this.mainClass = mainClass;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs, and returns the exit status.
   *
   * @param uid the caller's user id
   * @param user the name of the caller's account
   */
  public int run(String uid, String user, List<String> arguments) {
    try {
      Caller caller = Caller.read(uid, user);
      if (arguments.size() != 1) {
        throw AsroleException.refused("expected one argument, the name of a role");
      }
      Session session = open(caller, arguments.get(0));
      GrantLog.append(clock.instant(), caller, session);
      out.print(
          new GrantDocument(
                  session.role(),
                  session.assumedRoleArn(),
                  session.assumedRoleId(),
                  session.region(),
                  session.issued(),
                  session.credentials())
              .write());
      return out.checkError()
          ? fail(AsroleException.unavailable("cannot write the credentials"))
          : 0;
    } catch (AsroleException e) {
      return fail(e);
    } catch (RuntimeException | Error e) { // for example OutOfMemoryError, by a limit
      return fail(AsroleException.refused("unexpected failure, a defect of asrole: " + e));
    }
  }

  private Session open(Caller caller, String role) throws AsroleException {
    if (!(RoleReference.parse(role) instanceof RoleReference.Name) || role.startsWith("-")) {
      throw AsroleException.refused("expected the name of a role, not '" + role + "'");
    }
    Map<String, String> environment =
        Map.of(
            "HOME",
            HOME,
            "XDG_CACHE_HOME",
            caller.cache().toString(),
            "AWS_CONFIG_FILE",
            RolesFile.path(),
            "AWS_SHARED_CREDENTIALS_FILE",
            "/dev/null");
    Invocation invocation =
        new Invocation(
            mainClass,
            List.of(role),
            environment,
            environment,
            HOME,
            clock,
            out,
            err,
            null,
            new WaitBudget(WAITED));
    Progress progress = new Progress(new PrintWriter(PrintWriter.nullWriter()), false);
    AwsContext aws = AwsContext.readForGrant(invocation, progress, role, caller.name());
    RoleCall call = new RoleCall(role, parameters(aws, caller, role), null, null, List.of());
    RoleSessionOpener opener = RoleSessionOpener.createForGrant(invocation, progress, aws);
    Session session = opener.open(call, Need.LASTING, () -> {});
    Instant now = clock.instant();
    Duration twelfth = Duration.between(session.issued(), session.expiration()).dividedBy(12);
    if (now.isBefore(session.issued().plus(REUSE.compareTo(twelfth) < 0 ? REUSE : twelfth))) {
      return session;
    }
    Duration left = Duration.between(now, session.expiration());
    try {
      return opener.open(call, new Need(true, left.plusSeconds(1)), () -> {});
    } catch (AsroleException e) {
      return session; // More than a third of its life is left.
    }
  }

  private static SessionParameters parameters(AwsContext aws, Caller caller, String role)
      throws AsroleException {
    Optional<ConfigProfile> profile = aws.profiles().find(role);
    SessionParameters described =
        profile.isPresent()
            ? RolesFile.parameters(profile.get(), caller.name())
            : SessionParameters.NONE;
    return described.withRoleSessionName(
        RoleSessionName.create(caller.name(), aws.defaults().sessionHost()));
  }

  private int fail(AsroleException failure) {
    err.print(SudoGrant.PREFIX + OneLine.flatten(failure.sentence()) + "\n");
    err.flush();
    return failure.kind() == Kind.UNAVAILABLE ? SudoGrant.UNAVAILABLE : failure.exitCode();
  }
}
