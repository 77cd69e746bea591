// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Table TABLE = new Table(List.of("PID", "USER", "ROLE"), List.of(1, 2));
  private static final List<List<String>> ROWS =
      List.of(List.of("7", "administrator", "-"), List.of("12345", "web", "active x"));

  @Test
  void hasAHeadingAndColumnsForPeople() {
    assertEquals(
        """
        PID    USER           ROLE
        7      administrator  -
        12345  web            active x
        """,
        TABLE.format(ROWS, 80));
  }

  @Test
  void hasTwoSpacesBetweenFieldsForScripts() {
    StringWriter out = new StringWriter();
    Table.printPlain(new PrintWriter(out), ROWS);
    assertEquals("7  administrator  -\n12345  web  active x\n", out.toString());
  }

  @Test
  void cutsTheMiddleOfElasticColumnsWhereTheTerminalIsNarrower() {
    List<List<String>> rows =
        List.of(List.of("12345", "abcdefghijklmnopqrst", "active Deploy until 12:10Z"));
    assertEquals(
        """
        PID    USER              ROLE
        12345  abcdef...nopqrst  active D...il 12:10Z
        """,
        TABLE.format(rows, 45));
  }

  @Test
  void isWiderThanTheTerminalBeforeAValueSaysNothing() {
    List<List<String>> rows = List.of(List.of("12345", "abcdefghijklmnopqrst", "-"));
    assertEquals("12345  abcd...pqrst  -", TABLE.format(rows, 10).lines().toList().get(1));
  }

  @Test
  void isNothingWhereNothingIsListed() {
    assertEquals("", TABLE.format(List.of(), 80));
  }
}
