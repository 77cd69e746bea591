// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.text.ShellQuoting;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** A role or profile that was given as an option, as the AWS CLI takes it: the correct call. */
final class MisplacedRoleOption {
  /** The options of other tools, and what the value of each is. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "--profile", "profile",
          "--profile-name", "profile",
          "--role", "role",
          "--role-arn", "role",
          "--role-name", "role");

  /** The subcommands that take ROLE, with their arguments. */
  private static final Map<String, String> CALLS =
      Map.of(
          "exec", "asrole %s -- COMMAND",
          "attach", "asrole attach PID %s",
          "credentials", "asrole credentials %s",
          "whoami", "asrole whoami %s",
          "doctor", "asrole doctor %s",
          "setup", "asrole setup %s",
          "forget", "asrole forget %s");

  private MisplacedRoleOption() {}

  /** The hint for the first unknown option; empty if it names neither a role nor a profile. */
  static Optional<String> hint(CommandLine line) {
    List<String> unmatched = line.getUnmatchedArguments();
    String call = CALLS.get(line.getCommandName());
    if (unmatched.isEmpty() || call == null) {
      return Optional.empty();
    }
    String option = unmatched.get(0).split("=", 2)[0];
    String kind = OPTIONS.get(option);
    return kind == null
        ? Optional.empty()
        : Optional.of(
            "; give the "
                + kind
                + " as an argument: "
                + call.formatted(valueOrPlaceholder(line, unmatched.get(0), kind)));
  }

  /** The option's value; {@code ROLE} or {@code PROFILE} if there is none. */
  private static String valueOrPlaceholder(CommandLine line, String unmatched, String kind) {
    String[] parts = unmatched.split("=", 2);
    if (parts.length == 2 && !parts[1].isEmpty()) {
      return ShellQuoting.quoteIfNeeded(parts[1]);
    }
    List<String> all = line.getParseResult().originalArgs();
    int next = all.indexOf(unmatched) + 1;
    return next > 0 && next < all.size() && !all.get(next).startsWith("-")
        ? ShellQuoting.quoteIfNeeded(all.get(next))
        : kind.toUpperCase(Locale.ROOT);
  }
}
