// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditRecordTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");
  private static final Instant ONE = Instant.parse("2026-01-01T13:00:00Z");

  @Test
  void isOneLineOfKeysAndValues() {
    Starter by = new Starter("1000", "backup", "1001", "pts/3", 4711, "exec", "/usr/bin/backup");
    assertEquals(
        "time=2026-01-01T12:00:00Z uid=1000 user=backup login_uid=1001 tty=pts/3 pid=4711"
            + " subcommand=exec role=arn:aws:iam::123456789012:role/Deploy"
            + " role_session_name=backup@i-0123456789abcdef0 source_identity=zoe"
            + " access_key_id=ASIAEXAMPLE expiration=2026-01-01T13:00:00Z request_id=r-1"
            + " left_out=sts:TagSession command=/usr/bin/backup",
        issued(by, "zoe", List.of("sts:TagSession")).line());
  }

  @Test
  void leavesOutWhatIsAbsent() {
    assertEquals(
        "time=2026-01-01T12:00:00Z user=backup pid=1 subcommand=credentials"
            + " role=arn:aws:iam::123456789012:role/Deploy"
            + " role_session_name=backup@i-0123456789abcdef0 access_key_id=ASIAEXAMPLE"
            + " expiration=2026-01-01T13:00:00Z request_id=r-1",
        issued(new Starter("", "backup", "", "", 1, "credentials", null), null, List.of()).line());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "plain-1.sh, plain-1.sh",
        "a b, `\"a b\"`",
        "x=y, `\"x=y\"`",
        "say \"hi\", `\"say \\\"hi\\\"\"`",
        "back\\slash, `\"back\\\\slash\"`",
        "gr\u00fc\u00df, `\"gr\\u00fc\\u00df\"`",
        "\ud83d\ude00, `\"\\ud83d\\ude00\"`",
        "\u202egnp, `\"\\u202egnp\"`"
      })
  void quotesWhatCouldMislead(String command, String written) {
    assertTrue(line(command).endsWith(" command=" + written), line(command));
  }

  @Test
  void holdsNoControlCharacterWhateverTheCommandIsCalled() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0x180; c++) {
      all.append(c);
    }
    for (String command : List.of(all.toString(), "x\ntime=0 role=root expiration=0", "\033[2J")) {
      assertTrue(line(command).chars().allMatch(c -> c >= ' ' && c <= '~'), line(command));
    }
    assertTrue(line("x\ntime=0 role=root").endsWith(" command=\"x\\u000atime=0 role=root\""));
  }

  @Test
  void cutsACommandOfEndlessName() {
    assertTrue(line("c".repeat(100_000)).length() < 1024);
    assertTrue(line("c".repeat(201)).endsWith("=" + "c".repeat(200) + "..."));
    assertTrue(line("c".repeat(200)).endsWith("=" + "c".repeat(200)));
  }

  @Test
  void knowsItsOwnLines() {
    assertTrue(AuditRecord.isLine(line("x")));
    assertFalse(AuditRecord.isLine("garbage"));
    assertFalse(AuditRecord.isLine(line("x").substring(0, 80)));
    assertFalse(AuditRecord.isLine(line("x").substring(1)));
  }

  private static String line(String command) {
    Starter by = new Starter("0", "root", "unset", "", 1, "exec", command);
    return issued(by, null, List.of()).line();
  }

  private static AuditRecord issued(Starter by, @Nullable String identity, List<String> leftOut) {
    return new AuditRecord(
        NOON,
        by,
        "arn:aws:iam::123456789012:role/Deploy",
        "backup@i-0123456789abcdef0",
        identity,
        "ASIAEXAMPLE",
        ONE,
        "r-1",
        leftOut);
  }
}
