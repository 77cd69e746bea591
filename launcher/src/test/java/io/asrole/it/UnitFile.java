// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The settings of a systemd unit whose values need no quotes, names or not.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html">
 *     systemd.syntax(7)</a>
 */
record UnitFile(List<String> lines) {

  static UnitFile of(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
    for (String line : lines) {
      assertTrue(line.matches("\\[\\w+]|[A-Z]\\w+=[^\"'\\\\$]*"), line);
    }
    return new UnitFile(lines);
  }

  /** The values of that setting, %C being that folder. */
  List<String> get(String setting, Path cache) {
    return lines.stream()
        .filter(line -> line.startsWith(setting + "="))
        .map(line -> line.substring(setting.length() + 1).replace("%C", cache.toString()))
        .toList();
  }
}
