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
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * The options that shape a role session, under AWS's names.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/reference/sts/assume-role.html">aws sts
 *     assume-role</a>
 */
final class RoleOptions {
  /** AWS takes 2048 characters and says so. */
  private static final int LONGEST_POLICY = 16 * 1024;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      description = "How long the role session lasts: seconds, or 15m to 12h (default: 1h).")
  @Nullable String duration;

  @Option(
      names = "--role-session-name",
      paramLabel = "NAME",
      description = "The session's name in CloudTrail (default: USER@INSTANCE).")
  @Nullable String roleSessionName;

  @Option(
      names = "--external-id",
      paramLabel = "ID",
      description = "The external ID that the role's trust policy asks for.")
  @Nullable String externalId;

  @Option(
      names = "--source-identity",
      paramLabel = "NAME",
      description = "The source identity; sticks to the session and those made from it.")
  @Nullable String sourceIdentity;

  @Option(
      names = "--tag",
      paramLabel = "KEY=VALUE",
      description = "A session tag; may be repeated.")
  Map<String, String> tags = new LinkedHashMap<>();

  @Option(
      names = "--transitive-tag",
      paramLabel = "KEY",
      description = "A session tag that role chaining keeps; may be repeated.")
  List<String> transitiveTags = List.of();

  @Option(
      names = "--best-effort-tags",
      description =
          "Go on with a warning without tags or source identity that the policies do not allow.")
  boolean bestEffortTags;

  @Option(
      names = "--policy",
      paramLabel = "JSON",
      description = "A session policy, or file://PATH of one.")
  @Nullable String policy;

  @Option(
      names = "--policy-arn",
      paramLabel = "ARN",
      description = "A managed policy as session policy; may be repeated.")
  List<String> policyArns = List.of();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description =
          "The region of STS and of the command (default: AWS_REGION, the profile, IMDS).")
  @Nullable String region;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      completionCandidates = Sources.class,
      description =
          "Where the source credentials come from: auto (default), instance, container, environment"
              + " or profile:NAME.")
  @Nullable String source;

  /** The words of {@code --source}; one that ends in a colon wants the name of a profile. */
  static final class Sources implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("auto", "instance", "container", "environment", "profile:").iterator();
    }
  }

  /** Those that were given, as words of a command line. */
  static List<String> given(CommandLine line) {
    CommandLine own = new CommandLine(new RoleOptions());
    List<String> words = new ArrayList<>();
    for (OptionSpec option : line.getParseResult().matchedOptions()) {
      if (own.getCommandSpec().findOption(option.longestName()) != null) {
        for (String value : option.originalStringValues()) {
          words.add(option.longestName() + "=" + absolute(value));
        }
      }
    }
    return words;
  }

  /** The JVM that is told of a file has another working directory. */
  private static String absolute(String value) {
    String scheme = "file://";
    return value.startsWith(scheme)
        ? scheme + Path.of(value.substring(scheme.length())).toAbsolutePath()
        : value;
  }

  RoleCall call(String role) throws AsroleException {
    return new RoleCall(role, parameters(), source, region);
  }

  private SessionParameters parameters() throws AsroleException {
    return new SessionParameters(
        duration == null ? null : Durations.parse(duration, "--duration"),
        roleSessionName,
        externalId,
        sourceIdentity,
        tags,
        transitiveTags,
        policyText(),
        policyArns,
        bestEffortTags);
  }

  private @Nullable String policyText() throws AsroleException {
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
