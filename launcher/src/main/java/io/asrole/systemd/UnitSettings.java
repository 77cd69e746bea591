// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.systemd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings in the section {@code [Service]} of a systemd unit and its drop-ins. The values are
 * as written, with their quotes and specifiers.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html">
 *     systemd.syntax(7)</a>
 */
public record UnitSettings(Map<String, List<String>> values) {
  private static final Set<String> YES = Set.of("1", "yes", "y", "true", "t", "on");

  /** Reads the lines of the unit's file, followed by the lines of its drop-ins. */
  public static UnitSettings parse(List<String> lines) {
    Map<String, List<String>> values = new HashMap<>();
    boolean inService = false;
    for (String line : joinContinued(lines)) {
      int equals = line.indexOf('=');
      if (line.startsWith("[")) {
        inService = line.equals("[Service]");
      } else if (inService && equals > 0) {
        String value = line.substring(equals + 1).strip();
        List<String> all =
            values.computeIfAbsent(line.substring(0, equals).strip(), key -> new ArrayList<>());
        if (value.isEmpty()) {
          all.clear();
        } else {
          all.add(value);
        }
      }
    }
    return new UnitSettings(values);
  }

  /** Joins lines as systemd does: a backslash at the end is a space, comments are left out. */
  private static List<String> joinContinued(List<String> lines) {
    List<String> joined = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String next : lines) {
      String part = next.stripLeading();
      if (part.startsWith("#") || part.startsWith(";")) {
        continue;
      }
      line.append(part);
      if (endsInBackslash(line)) {
        line.setCharAt(line.length() - 1, ' ');
      } else {
        joined.add(line.toString().strip());
        line.setLength(0);
      }
    }
    joined.add(line.toString().strip());
    return joined;
  }

  private static boolean endsInBackslash(CharSequence line) {
    int count = 0;
    while (count < line.length() && line.charAt(line.length() - 1 - count) == '\\') {
      count++;
    }
    return count % 2 == 1;
  }

  /** All values of a setting, without those before an empty value. */
  public List<String> all(String setting) {
    return values.getOrDefault(setting, List.of());
  }

  /** The words of all values of a setting, without quotes. */
  public List<String> words(String setting) {
    return all(setting).stream()
        .flatMap(value -> UnitWords.split(value).stream())
        .map(UnitWords::unquote)
        .toList();
  }

  /** The value of a setting that has one value; empty if the unit does not have the setting. */
  public Optional<String> last(String setting) {
    List<String> all = all(setting);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  public boolean has(String setting) {
    return !all(setting).isEmpty();
  }

  public boolean isTrue(String setting) {
    return last(setting).filter(value -> YES.contains(value.toLowerCase(Locale.ROOT))).isPresent();
  }

  /** The last assignment of a variable by {@code Environment=}, as written: {@code "A=b c"}. */
  public Optional<String> assignment(String variable) {
    return all("Environment").stream()
        .flatMap(value -> UnitWords.split(value).stream())
        .filter(word -> UnitWords.unquote(word).startsWith(variable + "="))
        .reduce((first, second) -> second);
  }
}
