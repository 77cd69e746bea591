// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessStatusTest {
  @ParameterizedTest
  @CsvSource({
    "0, ''",
    "34816, pts/0",
    "34819, pts/3",
    "35072, pts/256",
    "1025, tty1",
    "1088, ttyS0",
    "1281, 5:1"
  })
  void namesTheTerminalAsPsDoes(int device, String name) {
    assertEquals(
        new ProcessStatus(7, name),
        ProcessStatus.parse("12 (a program) S 7 12 12 " + device + " 12 0 0\n"));
  }

  @Test
  void takesNoPartOfAProgramsNameForAField() {
    assertEquals(
        new ProcessStatus(7, "pts/1"),
        ProcessStatus.parse("12 (a) S 1 (b) S 7 12 12 34817 12 4194560 0"));
  }

  @Test
  void knowsNothingWhereThereIsNothingToRead() {
    assertEquals(new ProcessStatus(0, ""), ProcessStatus.parse(""));
    assertEquals(new ProcessStatus(0, ""), ProcessStatus.parse("12 (a) S"));
  }

  @Test
  void knowsItsParent() {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "SKIPPED: there is no /proc here");
    assertEquals(
        ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L),
        ProcessStatus.readOwn().parent());
  }
}
