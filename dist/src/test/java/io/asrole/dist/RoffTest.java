// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RoffTest {
  @Test
  void keepsTextFromBeingARequest() {
    assertEquals("\\&.so /etc/passwd", Roff.prose(".so /etc/passwd"));
    assertEquals("\\(aqso x", Roff.prose("'so x"));
    assertEquals("a\\eb \\(ga \\(ha \\(ti", Roff.prose("a\\b ` ^ ~"));
  }

  @Test
  void breaksTheLineBehindASentence() {
    assertEquals("One.\nTwo e.g.,\n\\&.three", Roff.prose("One. Two e.g.,\n.three"));
  }

  @Test
  void keepsHyphensThatAreTyped() {
    assertEquals("\\fB\\-\\-role\\-session\\-name\\fR", Roff.bold("--role-session-name"));
  }

  @Test
  void tellsInASynopsisWhatIsTypedFromWhatStandsForIt() {
    assertEquals(
        "\\fBasrole\\fR [\\fB\\-\\-format\\fR \\fBenv\\fR|\\fBjson\\fR] \\fIROLE\\fR [\\fB\\-\\-\\fR]"
            + " [\\fIARG\\fR...]",
        Roff.synopsis("asrole [--format env|json] ROLE [--] [ARG...]"));
  }
}
