// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.posix.FileErrors;
import io.asrole.role.Durations;
import io.asrole.role.SessionParameters;
import io.asrole.start.RoleCall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options of AssumeRole, under AWS's names.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/reference/sts/assume-role.html">aws sts
 *     assume-role</a>
 */
final class RoleOptions {
  /** Longer than AWS allows (2048 characters), so that AWS reports a policy that is too long. */
  private static final int LONGEST_POLICY = 16 * 1024;

  @Spec(Spec.Target.MIXEE)
  CommandSpec subcommand;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      description = "Set how long the role session lasts: seconds, or 15m to 12h (default: 1h).")
  @Nullable String duration;

  @Option(
      names = "--role-session-name",
      paramLabel = "NAME",
      description = "Set the session's name in CloudTrail (default: USER@INSTANCE).")
  @Nullable String roleSessionName;

  @Option(
      names = "--external-id",
      paramLabel = "ID",
      description = "Send the external ID that the role's trust policy requires.")
  @Nullable String externalId;

  @Option(
      names = "--source-identity",
      paramLabel = "NAME",
      description = "Set the source identity, which role chaining keeps.")
  @Nullable String sourceIdentity;

  @Option(
      names = "--tag",
      paramLabel = "KEY=VALUE",
      description = "Add a session tag; may be repeated.")
  Map<String, String> tags = new LinkedHashMap<>();

  @Option(
      names = "--transitive-tag",
      paramLabel = "KEY",
      description = "Have role chaining keep the session tag KEY; may be repeated.")
  List<String> transitiveTags = List.of();

  @Option(
      names = "--best-effort-tags",
      description = "If tags or source identity are refused, warn and run without them.")
  boolean bestEffortTags;

  @Option(
      names = "--policy",
      paramLabel = "JSON",
      description = "Limit the session by a session policy: its JSON, or file://PATH.")
  @Nullable String policy;

  @Option(
      names = "--policy-arn",
      paramLabel = "POLICY",
      description =
          "Limit the session by a managed policy: an ARN, or AWS's ReadOnlyAccess; may be"
              + " repeated.")
  List<String> policyArns = List.of();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description =
          "Set the region of STS and of the command (default: AWS_REGION, the profile, IMDS).")
  @Nullable String region;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      completionCandidates = Sources.class,
      description = {
        "Choose where the source credentials come from (default: auto).",
        "auto: the container endpoint if its variables are set, else the instance profile.",
        "instance: the instance profile.",
        "container: the container endpoint.",
        "environment: the keys in the environment.",
        "grant: asrole-grant, which sudo runs on a guarded host.",
        "profile:NAME: that profile of the AWS files."
      })
  @Nullable String source;

  /** The values of {@code --source} for completion; {@code profile:} needs a profile's name. */
  static final class Sources implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("auto", "instance", "container", "environment", "grant", "profile:")
          .iterator();
    }
  }

  /**
   * The options of this class that the command line has, as {@code --NAME=VALUE} each, or {@code
   * --NAME} if the option has no value.
   */
  static List<String> matched(CommandLine line) {
    CommandLine own = new CommandLine(new RoleOptions());
    List<String> arguments = new ArrayList<>();
    for (OptionSpec option : line.getParseResult().matchedOptions()) {
      if (own.getCommandSpec().findOption(option.longestName()) != null) {
        for (String value : option.originalStringValues()) {
          arguments.add(
              option.longestName()
                  + (option.arity().max() == 0 ? "" : "=" + withAbsolutePath(value)));
        }
      }
    }
    return arguments;
  }

  /** Makes a {@code file://PATH} absolute: the JVM that reads it has another working directory. */
  private static String withAbsolutePath(String value) {
    String scheme = "file://";
    return value.startsWith(scheme)
        ? scheme + Path.of(value.substring(scheme.length())).toAbsolutePath()
        : value;
  }

  RoleCall toRoleCall(String role) throws AsroleException {
    return new RoleCall(role, parseParameters(), source, region, matched(subcommand.commandLine()));
  }

  private SessionParameters parseParameters() throws AsroleException {
    return new SessionParameters(
        duration == null ? null : Durations.parse(duration, "--duration"),
        roleSessionName,
        externalId,
        sourceIdentity,
        tags,
        transitiveTags,
        readPolicy(),
        policyArns,
        bestEffortTags);
  }

  private @Nullable String readPolicy() throws AsroleException {
    String given = policy;
    if (given == null || !given.startsWith("file://")) {
      return given;
    }
    Path file = FileErrors.parsePath("--policy", given.substring("file://".length()));
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST_POLICY), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw AsroleException.refused("cannot read --policy " + given + ": " + FileErrors.reason(e));
    }
  }
}
