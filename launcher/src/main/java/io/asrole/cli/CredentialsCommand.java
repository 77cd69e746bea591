// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.session.Need;
import io.asrole.session.Session;
import io.asrole.start.AwsContext;
import io.asrole.start.CredentialsFormat;
import io.asrole.start.Invocation;
import io.asrole.start.RoleSessionOpener;
import io.asrole.text.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code asrole credentials}: print a role session's credentials for another program. */
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
      completionCandidates = CredentialsFormats.class,
      converter = CredentialsFormats.class,
      description = {
        "Print the credentials in this format (default: process).",
        "process: for credential_process in the AWS config file.",
        "env: for eval in a POSIX shell, with the region.",
        "fish: for eval in fish, with the region.",
        "powershell: for Invoke-Expression, with the region.",
        "json: as aws sts assume-role prints it.",
        "dotenv: for a .env file, with the region."
      })
  CredentialsFormat format = CredentialsFormat.PROCESS;

  @Parameters(index = "0", paramLabel = "ROLE", description = "A role ARN, profile or role name.")
  String role;

  CredentialsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    Progress progress = debug.createProgress(invocation);
    Session session =
        RoleSessionOpener.create(
                invocation, progress, AwsContext.read(invocation, progress, role), null)
            .open(options.toRoleCall(role), Need.LASTING, () -> {});
    invocation.out().print(format.format(session, invocation, options.region != null));
    return 0;
  }
}
