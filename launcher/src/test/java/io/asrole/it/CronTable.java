// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file of /etc/cron.d with one job, read as cron reads it.
 *
 * @see <a href="https://manpages.debian.org/crontab.5">crontab(5)</a>
 */
record CronTable(Map<String, String> environment, String user, String command) {
  private static final List<Integer> LARGEST = List.of(59, 23, 31, 12, 7);

  static CronTable of(Path file) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.endsWith("\n"), "cron leaves out a last line without end");
    assertTrue(file.getFileName().toString().matches("[A-Za-z0-9_-]+"), "cron skips such a name");
    Map<String, String> environment = new LinkedHashMap<>();
    List<String> jobs = text.lines().filter(line -> !line.matches("\\s*(#.*)?")).toList();
    while (jobs.get(0).matches("\\w+=.*")) {
      String[] pair = jobs.get(0).split("=", 2);
      environment.put(pair[0], pair[1]);
      jobs = jobs.subList(1, jobs.size());
    }
    assertEquals(1, jobs.size(), jobs::toString);
    String[] fields = jobs.get(0).split("\\s+", 7);
    for (int i = 0; i < LARGEST.size(); i++) {
      int largest = LARGEST.get(i);
      assertTrue(fields[i].matches("(\\*|\\d+)([-/,]\\d+)*"), fields[i]);
      assertTrue(
          Stream.of(fields[i].split("\\D+"))
              .allMatch(n -> n.isEmpty() || Integer.parseInt(n) <= largest),
          fields[i]);
    }
    assertFalse(fields[6].contains("%"), "cron makes % a new line");
    return new CronTable(environment, fields[5], fields[6]);
  }
}
