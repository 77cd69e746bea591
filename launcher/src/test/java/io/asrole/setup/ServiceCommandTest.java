// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.systemd.UnitWords;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines of systemd keep each character behind asrole. */
class ServiceCommandTest {
  private static final String STARTER = "/usr/bin/asrole --refresh R --";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "/bin/a b c | /usr/bin/asrole --refresh R -- /bin/a b c",
        "a 'b  c' \"d\\\"  e\" | /usr/bin/asrole --refresh R -- a 'b  c' \"d\\\"  e\"",
        "/bin/a ${X} $Y $$ %i %% \\x20 | /usr/bin/asrole --refresh R -- /bin/a ${X} $Y $$ %i %% \\x20",
        "-/bin/a b | -/usr/bin/asrole --refresh R -- /bin/a b",
        "+-:/bin/$a | +-:/usr/bin/asrole --refresh R -- /bin/$a",
        "/bin/$a $b | /usr/bin/asrole --refresh R -- /bin/$$a $b",
        "!!\"/opt/my app/run\" x | !!/usr/bin/asrole --refresh R -- \"/opt/my app/run\" x",
        "\"-/opt/my app/run\" x | -/usr/bin/asrole --refresh R -- \"/opt/my app/run\" x",
        "/bin/a \\; ';' b; | /usr/bin/asrole --refresh R -- /bin/a \\; ';' b;",
      })
  void keepsQuotesVariablesAndSpecifiers(String value, String expected) {
    List<ServiceCommand> commands = ServiceCommand.parse(value);
    assertEquals(List.of(expected), commands.stream().map(c -> c.startBy(STARTER)).toList());
  }

  @Test
  void readsSeveralCommandsBetweenSemicolons() {
    assertEquals(
        List.of(
            "-/usr/bin/asrole --refresh R -- /bin/a 1", "/usr/bin/asrole --refresh R -- /bin/b"),
        ServiceCommand.parse("-/bin/a 1 ; /bin/b").stream().map(c -> c.startBy(STARTER)).toList());
  }

  @Test
  void appendsToAVariableWithoutChangingItsValue() {
    assertEquals("\"A=b c -x\"", UnitWords.append("\"A=b c\"", " -x"));
    assertEquals("A=b\" -x\"", UnitWords.append("A=b", " -x"));
    assertEquals("'A=b \"c'\" -x\"", UnitWords.append("'A=b \"c'", " -x"));
    assertEquals("\"A=b\\x20c\"\" -x%%y\"", UnitWords.append("\"A=b\\x20c\"", " -x%y"));
    assertEquals("A=b -x", UnitWords.unquote(UnitWords.append("A=b", " -x")));
  }
}
