// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.check.Finding;
import io.asrole.check.HostCheck;
import io.asrole.check.InstallationCheck;
import io.asrole.doctor.DoctorReport;
import io.asrole.doctor.DoctorRun;
import io.asrole.doctor.HostFacts;
import io.asrole.doctor.Remedies;
import io.asrole.doctor.StartAttempt;
import io.asrole.posix.Ec2Hardware;
import io.asrole.posix.User;
import io.asrole.role.RoleReference;
import io.asrole.session.StoreHealth;
import io.asrole.session.UserFolder;
import io.asrole.start.Invocation;
import io.asrole.start.RoleCall;
import io.asrole.text.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code asrole doctor}: diagnose why a start fails. */
@Command(
    name = "doctor",
    description = "Diagnose why `asrole ROLE` fails and print the fix.",
    customSynopsis = {
      "asrole doctor [--json] [OPTIONS] [ROLE]",
      "       asrole doctor [--json] --host"
    })
final class DoctorCommand implements Callable<Integer> {
  /** With the start of Java, less than the five seconds that docs/doctor.md promises. */
  private static final Duration LONGEST = Duration.ofSeconds(4);

  private final Invocation invocation;

  @Mixin RoleOptions options = new RoleOptions();
  @Mixin DebugOption debug = new DebugOption();

  @Option(names = "--json", description = "Print one JSON array with an object for each step.")
  boolean json;

  @Option(
      names = "--host",
      description = "Diagnose a guarded host for its administrator; only root can.")
  boolean host;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ROLE",
      description =
          "A role ARN, profile or role name; without it only the source credentials are checked.")
  @Nullable String role;

  DoctorCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    if (host) {
      requireRoot();
    }
    if (role != null) {
      RoleReference.requireGiven(role);
    }
    RoleCall call = options.toRoleCall(role == null ? "" : role);
    DoctorReport findings = new DoctorReport(invocation, json);
    Path store = UserFolder.SESSION_STORE.location(invocation.environment(), invocation.userHome());
    InstallationCheck installation = new InstallationCheck(store);
    findings.add(installation.version());
    if (host) {
      HostCheck.run(findings::add);
      return findings.end();
    }
    try {
      findings.add(installation.store(StoreHealth.read(store)));
    } catch (AsroleException e) {
      findings.add(installation.refused(e));
    }
    try {
      new DoctorRun(invocation, call, createProgress(), findings::add).within(LONGEST);
    } catch (AsroleException e) {
      Remedies remedies =
          new Remedies(
              HostFacts.createFromHardware(Ec2Hardware.OTHER),
              StartAttempt.create(""),
              invocation.environment());
      findings.add(Finding.fail("request", e, remedies.find(e)));
    }
    return findings.end();
  }

  private void requireRoot() throws AsroleException, IOException {
    if (role != null) {
      throw AsroleException.refused("asrole doctor --host has no ROLE; leave out " + role);
    }
    if (User.uid() != 0) {
      throw AsroleException.refused(
          "asrole doctor --host is for the administrator; run: sudo asrole doctor --host");
    }
  }

  /** Prints no warnings without --debug, because the doctor prints them as findings. */
  private Progress createProgress() {
    return debug.debug
        ? debug.createProgress(invocation.err())
        : new Progress(new PrintWriter(Writer.nullWriter()), false);
  }
}
