// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.systemd.UnitWords;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One command line of {@code ExecStart=}. The words are as written, with quotes and specifiers.
 *
 * @param prefix characters such as {@code -} and {@code :} before the program
 * @see <a
 *     href="https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Command%20lines">
 *     systemd.service(5): command lines</a>
 */
record ServiceCommand(String prefix, String program, List<String> arguments) {
  private static final Pattern FIRST_WORD = Pattern.compile("([\"']?)([-@:+!|]*)(.*)");

  /** Reads a value of {@code ExecStart=}, which may have several commands between semicolons. */
  static List<ServiceCommand> parse(String value) {
    List<ServiceCommand> commands = new ArrayList<>();
    List<String> words = new ArrayList<>();
    List<String> all = new ArrayList<>(UnitWords.split(value));
    all.add(";");
    for (String word : all) {
      if (!word.equals(";")) {
        words.add(word);
      } else if (!words.isEmpty()) {
        commands.add(create(words));
        words.clear();
      }
    }
    return commands;
  }

  private static ServiceCommand create(List<String> words) {
    Matcher first = FIRST_WORD.matcher(words.get(0));
    if (!first.matches()) {
      throw new IllegalStateException("a word has a line break");
    }
    return new ServiceCommand(
        first.group(2),
        first.group(1) + first.group(3),
        List.copyOf(words.subList(1, words.size())));
  }

  /** The program and its arguments without quotes; variables and specifiers stay as written. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(UnitWords.unquote(program));
    arguments.forEach(word -> words.add(UnitWords.unquote(word)));
    return words;
  }

  /** The file name of the program. */
  String name() {
    String path = words().get(0);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether the first argument is the name under which the program runs. */
  boolean hasOwnName() {
    return prefix.contains("@");
  }

  /**
   * The command line of a program that becomes this command.
   *
   * @param starter the words of that program, in which nothing needs quotes
   */
  String startBy(String starter) {
    // systemd expands variables in arguments, and not in the path of the program.
    String asArgument = prefix.contains(":") ? program : program.replace("$", "$$");
    List<String> words = new ArrayList<>(List.of(prefix + starter, asArgument));
    words.addAll(arguments);
    return String.join(" ", words);
  }
}
