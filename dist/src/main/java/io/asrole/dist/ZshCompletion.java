// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completion for zsh, by its own {@code _arguments}.
 *
 * @see <a href="https://zsh.sourceforge.io/Doc/Release/Completion-System.html">zshcompsys(1)</a>
 */
final class ZshCompletion {
  private ZshCompletion() {}

  static String of(Program program) {
    String words =
        program.words().stream()
            .map(word -> "    " + Template.quoted(word.name() + ":" + word.description()) + "\n")
            .collect(Collectors.joining());
    return new Template("zsh", program)
        .put("words", words)
        .put("takes", program.each((name, word) -> takes(program, name, word)))
        .text();
  }

  private static String takes(Program program, String name, Word word) {
    String function = Template.function(program);
    StringBuilder arm = new StringBuilder("    '" + name + "')\n      _arguments -S");
    if (word.labels().contains("COMMAND")) {
      arm.append(" -A '-*'"); // what follows the first argument is not ours
    }
    word.options().forEach(option -> arm.append(" \\\n        ").append(option(function, option)));
    for (int i = 0; i < word.labels().size(); i++) {
      String label = word.labels().get(i);
      arm.append(" \\\n        ")
          .append(
              switch (label) {
                case "COMMAND" -> "'*:::command:" + function + "_command'";
                case "ROLE" -> "'" + (i + 1) + ":role:" + function + "_roles'";
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
            : names.get(0) + (Word.takesValue(option) ? Word.separator(option).strip() : "");
    String text = "[" + Word.description(option).replaceAll("([\\[\\]:\\\\])", "\\\\$1") + "]";
    return once + spelt + Template.quoted(text + value(function, option));
  }

  private static String value(String function, OptionSpec option) {
    if (!Word.takesValue(option)) {
      return "";
    }
    List<String> values = Word.values(option);
    String action =
        Word.takesFile(option)
            ? "_files"
            : values.isEmpty()
                ? " "
                : " " + function + "_values " + String.join(" ", values).replace(":", "\\:");
    return ":" + option.paramLabel() + ":" + action;
  }
}
