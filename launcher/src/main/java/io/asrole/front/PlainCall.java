// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import io.asrole.AsroleException;
import java.util.List;
import java.util.Optional;

/**
 * {@code ROLE [--] COMMAND [ARG...]}: the call that needs no picocli, and that the script starts
 * from a warm file.
 *
 * @param count how many of the last arguments are the command's
 */
public record PlainCall(String role, int count) {

  /** Parses the arguments; empty where the first one is a subcommand or an option, or missing. */
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

  /** How many of the arguments after the role are the command's: all but a leading {@code --}. */
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
