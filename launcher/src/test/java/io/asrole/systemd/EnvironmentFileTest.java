// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files of EnvironmentFile= are read as systemd reads them. */
class EnvironmentFileTest {
  private static Map<String, String> parse(String text) {
    return EnvironmentFile.parse(text);
  }

  @Test
  void readsVariablesWithBlanksRoundTheNameAndTheValue() {
    assertEquals(
        Map.of("A", "b c", "D", "e", "F", ""), parse("A=b c  \n\n \tD =\t e\nF=\nnothing\n"));
  }

  @Test
  void readsQuotesAndEscapes() {
    assertEquals(
        Map.of("A", " b\n$c ", "D", "e\\f", "G", "h \"i\"", "J", "k l"),
        parse("A=\" b\n\\$c \"\nD='e\\f'\nG=h \"i\"\nJ=k\\ l"));
  }

  @Test
  void joinsContinuedLines() {
    assertEquals(Map.of("A", "b c", "D", "e f"), parse("A=b \\\nc\nD=\"e \\\nf\""));
  }

  @Test
  void leavesOutComments() {
    assertEquals(Map.of("A", "b#c"), parse("#X=1\n ; X=2\nA=b#c\n"));
  }

  @Test
  void countsTheLastValueOfAVariable() {
    assertEquals(Map.of("A", "2"), parse("A=1\nA=2"));
  }

  @Test
  void writesALineThatHasTheValue() {
    String value = "-Da=\"b\" \\ $c `d`";
    String line = EnvironmentFile.line("A", value);
    assertEquals("A=\"-Da=\\\"b\\\" \\\\ \\$c \\`d\\`\"", line);
    assertEquals(Map.of("A", value), parse(line));
  }
}
