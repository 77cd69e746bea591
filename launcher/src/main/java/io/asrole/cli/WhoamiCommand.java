// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.role.SourceChoice;
import io.asrole.session.Need;
import io.asrole.session.Session;
import io.asrole.start.AwsContext;
import io.asrole.start.Invocation;
import io.asrole.start.RoleSessionOpener;
import io.asrole.sts.CallerIdentity;
import io.asrole.text.JsonWriter;
import io.asrole.text.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code asrole whoami}: show the caller identity, without or with a role. */
@Command(
    name = "whoami",
    description = "Show the identity you have now, or would have as ROLE.",
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
    Progress progress = debug.createProgress(invocation);
    // Without a role, the answer is about this process's own environment.
    Invocation own = role == null ? invocation.withActualEnvironment() : invocation;
    AwsContext aws = AwsContext.read(own, progress, role);
    RoleSessionOpener opener = RoleSessionOpener.create(own, progress, aws, null);
    CallerIdentity caller =
        role == null ? callerWithoutRole(aws, opener) : callerAsRole(aws, opener, role);
    invocation.out().print(json ? toJson(caller) : caller.arn() + "\n");
    return 0;
  }

  /** Without --source, the identity that AWS's own tools would have. */
  private CallerIdentity callerWithoutRole(AwsContext aws, RoleSessionOpener opener)
      throws Exception {
    SourceChoice choice = options.source == null ? aws.defaultSource() : aws.source(options.source);
    Credentials credentials = opener.credentials(choice);
    try {
      return aws.callerIdentity(credentials, aws.configuredRegion(options.region));
    } catch (AsroleException e) {
      throw switch (e.failureCause()) {
        case SOURCE_EXPIRED, SOURCE_UNKNOWN, SOURCE_SECRET_WRONG ->
            e.withSuffix(
                "; the access key used was "
                    + credentials.accessKeyId()
                    + ", from "
                    + describe(choice));
        default -> e;
      };
    }
  }

  private static String describe(SourceChoice choice) {
    if (choice instanceof SourceChoice.Chained chained) {
      return "profile '" + chained.request().given() + "'";
    }
    if (choice instanceof SourceChoice.ProfileKeys keys) {
      return "profile '" + keys.profile().name() + "'";
    }
    return switch ((SourceChoice.Ambient) choice) {
      case INSTANCE -> "the instance profile";
      case CONTAINER -> "the container endpoint";
      case ENVIRONMENT -> "the environment";
      case GRANT -> "asrole-grant";
    };
  }

  private CallerIdentity callerAsRole(AwsContext aws, RoleSessionOpener opener, String role)
      throws Exception {
    Session session = opener.open(options.toRoleCall(role), Need.START, () -> {});
    return aws.callerIdentity(session.credentials(), session.region());
  }

  private static String toJson(CallerIdentity caller) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("UserId", caller.userId());
    document.put("Account", caller.account());
    document.put("Arn", caller.arn());
    return JsonWriter.compact(document) + "\n";
  }
}
