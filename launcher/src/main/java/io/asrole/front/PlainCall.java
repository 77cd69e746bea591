// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import io.asrole.AsroleException;
import java.util.List;
import java.util.Optional;

/**
 * The call {@code ROLE [--] COMMAND [ARG...]}. It is parsed without picocli, and the script can
 * start it from a warm file.
 *
 * @param count the number of arguments at the end that form the command
 */
public record PlainCall(String role, int count) {

  /** Parses the arguments; empty if the first is a subcommand, an option or missing. */
  public static Optional<PlainCall> read(List<String> arguments) throws AsroleException {
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    if (arguments.isEmpty()
        || first.startsWith("-")
        || Subcommands.isSubcommand(first)
        || Subcommands.isHelpOrVersion(arguments)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new PlainCall(first, commandSize(arguments.subList(1, arguments.size()))));
    } catch (AsroleException e) {
      String hint = DidYouMean.withoutCommand(first);
      throw hint.isEmpty() ? e : e.withSuffix("; " + hint);
    }
  }

  /** The number of arguments that form the command: all after the role and a leading --. */
  public static int commandSize(List<String> afterRole) throws AsroleException {
    if (afterRole.isEmpty() || (afterRole.size() == 1 && afterRole.get(0).equals("--"))) {
      throw AsroleException.refused("no command: asrole [OPTIONS] ROLE -- COMMAND [ARG...]");
    }
    String next = afterRole.get(0);
    if (next.equals("--")) {
      return afterRole.size() - 1;
    }
    if (next.startsWith("-") && next.length() > 1) {
      throw AsroleException.refused(
          "unexpected option '"
              + next
              + "' after ROLE: put options before ROLE and the command after --");
    }
    return afterRole.size();
  }
}
