// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AsroleException;
import io.asrole.AwsError;
import io.asrole.FailureCause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenialLineTest {
  private static final String USER =
      "User: arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0 is not"
          + " authorized to perform: ";
  private static final int TWO_LINES = 160 - "asrole: ".length();

  private static AsroleException denial(String role, String words) {
    String arn = "arn:aws:iam::123456789012:role/" + role;
    return AsroleException.refused("cannot assume " + arn + ": AccessDenied: " + words)
        .withFailureCause(FailureCause.DENIED)
        .withAwsError(new AwsError(arn, "AccessDenied", words));
  }

  @ParameterizedTest
  @CsvSource({
    "A, sts:AssumeRole on resource: R, cannot assume"
        + " arn:aws:iam::123456789012:role/A: AccessDenied for"
        + " assumed-role/ExampleRole/i-0123456789abcdef0",
    "team/x/Deploy, sts:AssumeRole on resource: R, cannot assume role/team/x/Deploy: AccessDenied"
        + " for assumed-role/ExampleRole/i-0123456789abcdef0",
    "B, sts:TagSession on resource: R, cannot assume arn:aws:iam::123456789012:role/B: AccessDenied"
        + " of sts:TagSession for assumed-role/ExampleRole/i-0123456789abcdef0"
  })
  void namesWhatWasDeniedAndToWhom(String role, String words, String brief) {
    String more = "; run: asrole doctor " + role;
    AsroleException told = DenialLine.compose(denial(role, USER + words), "", more);
    assertEquals(brief + more, told.brief());
    assertEquals(denial(role, USER + words).sentence() + more, told.sentence());
    assertEquals(FailureCause.DENIED, told.failureCause());
  }

  @Test
  void fitsTwoLinesWhateverIsLong() {
    String longest = "x".repeat(64);
    String more = "; run: asrole doctor " + longest;
    for (String words :
        new String[] {USER + "sts:AssumeRole on resource: R", "z".repeat(500), "No."}) {
      for (String hint : new String[] {"", "did you mean the subcommand 'whoami'?"}) {
        String brief = DenialLine.compose(denial(longest, words), hint, more).brief();
        assertTrue(brief.length() <= TWO_LINES, brief);
        assertTrue(brief.startsWith(hint) && brief.endsWith(more), brief);
      }
    }
  }

  @Test
  void leavesAShortDenialWhole() {
    AsroleException told = DenialLine.compose(denial("A", "Access denied"), "", "; run: x");
    assertEquals(told.sentence(), told.brief());
  }
}
