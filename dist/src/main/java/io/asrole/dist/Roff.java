// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts text to roff. No character of the text acts as a roff request, and hyphens and quotes
 * stay ASCII, so that readers can copy them.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/groff_char.7.html">groff_char(7)</a>
 */
final class Roff {
  private static final Pattern TOKEN = Pattern.compile("[A-Z]+|-*[a-z0-9][a-z0-9-]*|--");

  private Roff() {}

  /** Prose with one sentence on each line, as roff requires. */
  static String prose(String text) {
    return escape(text.replace(". ", ".\n")).replaceAll("(?m)^(?=\\.)", "\\\\&");
  }

  static String bold(String text) {
    return "\\fB" + escape(text) + "\\fR";
  }

  static String italic(String text) {
    return "\\fI" + escape(text) + "\\fR";
  }

  /** A usage line: literal text is bold, and a placeholder such as ROLE is italic. */
  static String synopsis(String line) {
    return TOKEN
        .matcher(line)
        .replaceAll(
            token -> {
              boolean label = Character.isUpperCase(token.group().charAt(0));
              String text = label ? italic(token.group()) : bold(token.group());
              return Matcher.quoteReplacement(text);
            });
  }

  private static String escape(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("`", "\\(ga")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti");
  }
}
