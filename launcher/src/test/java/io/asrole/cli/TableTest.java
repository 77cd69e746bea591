// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Table TABLE = Table.of("PID", "USER", "ROLE");
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
        TABLE.text(ROWS, true));
  }

  @Test
  void hasTwoSpacesBetweenFieldsForScripts() {
    assertEquals("7  administrator  -\n12345  web  active x\n", TABLE.text(ROWS, false));
  }

  @Test
  void isNothingWhereNothingIsListed() {
    assertEquals("", TABLE.text(List.of(), true));
  }
}
