// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.systemd;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads a file of {@code EnvironmentFile=}. Its lines are {@code NAME=VALUE}, with blanks round the
 * name and the value, quotes round the value, and a backslash before a line break.
 *
 * @see <a
 *     href="https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#EnvironmentFile=">
 *     systemd.exec(5): EnvironmentFile=</a>
 */
public final class EnvironmentFile {
  private final String text;
  private int next;

  private EnvironmentFile(String text) {
    this.text = text;
  }

  /** The variables of the file; the last value of a variable counts. */
  public static Map<String, String> parse(String text) {
    EnvironmentFile file = new EnvironmentFile(text);
    Map<String, String> variables = new HashMap<>();
    while (file.next < text.length()) {
      String name = file.readName();
      if (!name.isEmpty()) {
        variables.put(name, file.readValue());
      }
    }
    return variables;
  }

  /** A line that sets the variable to this text. */
  public static String line(String name, String value) {
    return name + "=\"" + value.replaceAll("[\"\\\\`$]", "\\\\$0") + "\"";
  }

  /** The name before an equals sign; empty for any other line, which is skipped. */
  private String readName() {
    int start = next;
    boolean isComment = false;
    while (next < text.length()) {
      char c = text.charAt(next++);
      if (c == '\n' || c == '\r') {
        return "";
      }
      isComment |= (c == '#' || c == ';') && text.substring(start, next - 1).isBlank();
      if (c == '=' && !isComment) {
        return text.substring(start, next - 1).strip();
      }
    }
    return "";
  }

  private String readValue() {
    StringBuilder value = new StringBuilder();
    // Blanks at the end count only if they are quoted.
    int length = 0;
    char quote = 0;
    while (next < text.length()) {
      char c = text.charAt(next++);
      boolean isEscaped = c == '\\' && quote != '\'' && next < text.length();
      if (isEscaped) {
        char escaped = text.charAt(next++);
        if (quote == '"' && "\"\\`$\n".indexOf(escaped) < 0) {
          value.append(c);
        }
        if (escaped != '\n') {
          value.append(escaped);
        }
        length = value.length();
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\n' || c == '\r')) {
        break;
      } else if (quote == 0 && value.length() == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (quote != 0 || (c != ' ' && c != '\t')) {
        value.append(c);
        length = value.length();
      } else if (value.length() > 0) {
        value.append(c);
      }
    }
    return value.substring(0, length);
  }
}
