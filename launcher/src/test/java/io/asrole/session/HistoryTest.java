// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AsroleException;
import io.asrole.text.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir Path home;
  private final StringWriter err = new StringWriter();

  private Path store() {
    return home.resolve("asrole");
  }

  private void add(String line) {
    History.add(store(), line, new Progress(new PrintWriter(err), true));
  }

  private List<String> lines() throws AsroleException {
    return History.open(store()).lines();
  }

  @Test
  void keepsLinesInTheirOrderForTheUserAlone() throws Exception {
    add("one");
    add("two");
    assertEquals(List.of("one", "two"), lines());
    Path file = store().resolve(History.NEWER);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void startsALineOfItsOwnBehindATornOne() throws Exception {
    add("one");
    Files.writeString(store().resolve(History.NEWER), "one\ngarb\0age");
    add("two");
    assertEquals(List.of("one", "garb\0age", "two"), lines());
  }

  @Test
  void staysOfBoundedSizeAndKeepsTheNewest() throws Exception {
    String line = "x".repeat(2000);
    int many = 3 * (int) History.LARGEST_FILE / line.length();
    IntStream.range(0, many).forEach(i -> add(line + i));
    long size = 0;
    for (String name : List.of(History.NEWER, History.OLDER)) {
      size += Files.size(store().resolve(name));
    }
    assertTrue(size <= 2 * (History.LARGEST_FILE + line.length() + 10), size + " bytes");
    List<String> kept = lines();
    assertEquals(line + (many - 1), kept.get(kept.size() - 1));
    assertTrue(kept.size() >= History.LARGEST_FILE / (line.length() + 10), kept.size() + " lines");
  }

  @Test
  void isNotWrittenThroughALink() throws Exception {
    add("one");
    Path elsewhere = Files.writeString(home.resolve("elsewhere"), "");
    Files.delete(store().resolve(History.NEWER));
    Files.createSymbolicLink(store().resolve(History.NEWER), elsewhere);
    add("two");
    assertEquals("", Files.readString(elsewhere));
    assertTrue(err.toString().contains("history: "), err::toString);
  }

  @Test
  void costsNothingButTheLineWhereItCannotBeWritten() throws IOException, AsroleException {
    add("one");
    Files.delete(store().resolve(History.NEWER));
    Files.createDirectory(store().resolve(History.NEWER));
    add("two");
    assertEquals(List.of(), lines());
  }
}
