// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTableTest {
  private static final String ISSUED =
      "time=2026-11-25T11:05:59Z uid=1000 user=you pid=7 subcommand=%s"
          + " role=arn:aws:iam::123456789012:role/team/x/Deploy access_key_id=ASIAEXAMPLE"
          + " expiration=2026-11-25T12:05:59Z request_id=1%s";

  @Test
  void showsTimeRoleKeyAndCommand() {
    assertEquals(
        List.of("2026-11-25 11:05", "123456789012:team/x/Deploy", "ASIAEXAMPLE", "aws"),
        HistoryTable.row(ISSUED.formatted("exec", " command=aws")));
  }

  @Test
  void showsTheSubcommandWhereThereIsNoCommand() {
    assertEquals("asrole whoami", HistoryTable.row(ISSUED.formatted("whoami", "")).get(3));
  }

  @Test
  void readsAQuotedCommandAndLeavesItsControlCharactersEscaped() {
    String command = " command=\"a \\\"b\\\" c=d \\\\ \\u001b[2J role=x\"";
    assertEquals(
        "a \"b\" c=d \\ \\u001b[2J role=x",
        HistoryTable.row(ISSUED.formatted("exec", command)).get(3));
  }

  @Test
  void showsWhatATornLineHas() {
    assertEquals(
        List.of("2026-11-25 11:05", "x", "", "\"unended"),
        HistoryTable.row("time=2026-11-25T11:05:59Z role=x expiration=1 command=\"unended"));
  }
}
