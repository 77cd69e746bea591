// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.session.Session;
import io.asrole.session.SessionStore.Need;
import io.asrole.start.AwsContext;
import io.asrole.start.Invocation;
import io.asrole.start.RoleSessionOpener;
import io.asrole.text.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code asrole credentials}: print a role session's credentials for a program to read. */
@Command(
    name = "credentials",
    description = "Print the credentials of ROLE for another program.",
    customSynopsis = "asrole credentials [--format FORMAT] [OPTIONS] ROLE")
final class CredentialsCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin RoleOptions options = new RoleOptions();
  @Mixin DebugOption debug = new DebugOption();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "process: for credential_process in the AWS config file (default). env, fish, powershell:"
              + " for eval there, with the region. json: as aws sts assume-role prints it. dotenv:"
              + " for a .env file.")
  CredentialsFormat format = CredentialsFormat.process;

  @Parameters(index = "0", paramLabel = "ROLE", description = "A role ARN, profile or role name.")
  String role;

  CredentialsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    Progress progress = debug.progress(invocation);
    Session session =
        RoleSessionOpener.create(
                invocation, progress, AwsContext.read(invocation, progress, role), null)
            .open(options.call(role), Need.LASTING, () -> {});
    invocation.out().print(format.print(session, invocation.environment(), options.region != null));
    return 0;
  }
}
