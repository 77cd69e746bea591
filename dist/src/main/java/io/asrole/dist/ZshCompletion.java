// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completion script for zsh, which uses zsh's function {@code _arguments}.
 *
 * @see <a href="https://zsh.sourceforge.io/Doc/Release/Completion-System.html">zshcompsys(1)</a>
 */
final class ZshCompletion {
  private ZshCompletion() {}

  static String write(Program program) {
    String subcommands =
        program.subcommands().stream()
            .map(
                subcommand ->
                    "    "
                        + Template.quoted(subcommand.name() + ":" + subcommand.description())
                        + "\n")
            .collect(Collectors.joining());
    return new Template("zsh", program)
        .put("words", subcommands)
        .put("takes", program.each((name, subcommand) -> takes(program, name, subcommand)))
        .text();
  }

  private static String takes(Program program, String name, Subcommand subcommand) {
    String function = Template.function(program);
    StringBuilder arm = new StringBuilder("    '" + name + "')\n      _arguments -S");
    if (subcommand.labels().contains("COMMAND")) {
      arm.append(" -A '-*'"); // options after the first argument belong to COMMAND
    }
    subcommand
        .options()
        .forEach(option -> arm.append(" \\\n        ").append(option(function, option)));
    for (int i = 0; i < subcommand.labels().size(); i++) {
      String label = subcommand.labels().get(i);
      arm.append(" \\\n        ")
          .append(
              switch (label) {
                case "COMMAND" -> "'*:::command:" + function + "_command'";
                case "ROLE" -> "'" + (i + 1) + ":role:" + function + "_roles'";
                case "PID" -> "'" + (i + 1) + ":process ID:" + function + "_pids'";
                default -> "'" + (i + 1) + ":" + label + ": '";
              });
    }
    return arm.append(" && found=0\n      ;;\n").toString();
  }

  private static String option(String function, OptionSpec option) {
    List<String> names = List.of(option.names());
    String once =
        option.isMultiValue()
            ? "'*'"
            : names.size() > 1 ? "'(" + String.join(" ", names) + ")'" : "";
    String spelt =
        names.size() > 1
            ? "{" + String.join(",", names) + "}"
            : names.get(0)
                + (Subcommand.takesValue(option) ? Subcommand.separator(option).strip() : "");
    String text = "[" + Subcommand.summary(option).replaceAll("([\\[\\]:\\\\])", "\\\\$1") + "]";
    return once + spelt + Template.quoted(text + value(function, option));
  }

  private static String value(String function, OptionSpec option) {
    if (!Subcommand.takesValue(option)) {
      return "";
    }
    String values = values(option);
    String action =
        Subcommand.takesFile(option)
            ? "_files"
            : values.isEmpty() ? " " : " " + function + "_values " + values;
    return ":" + option.paramLabel() + ":" + action;
  }

  /** The values of the option, each with its description as the next word. */
  private static String values(OptionSpec option) {
    Map<String, String> texts = Subcommand.valueTexts(option);
    return Subcommand.values(option).stream()
        .map(value -> value + " " + Template.quoted(texts.getOrDefault(value.replace(":", ""), "")))
        .collect(Collectors.joining(" "))
        .replace(":", "\\:");
  }
}
