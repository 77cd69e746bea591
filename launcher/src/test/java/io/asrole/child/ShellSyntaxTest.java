// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.AsroleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellSyntaxTest {
  private static final String ODD =
      "it's \"$HOME\" `id` $(id) \\ \\' %s * ; & | # {a,b} ~ \t\n\u00e4 \u2018\u2019";

  private static ChildEnvironment setting(String value) {
    return new ChildEnvironment(Map.of("VALUE", value), List.of("GONE"));
  }

  @ParameterizedTest
  @CsvSource({"SH, sh", "SH, bash", "SH, dash", "SH, mksh", "SH, zsh", "FISH, fish"})
  void isReadByItsShellAsItWasMeant(ShellSyntax dialect, String shell) throws Exception {
    Path program = Path.of("/usr/bin", shell);
    assumeTrue(Files.isExecutable(program), "SKIPPED: " + program + " is not installed");
    String eval = dialect == ShellSyntax.FISH ? "eval $argv[1]" : "eval \"$1\"";
    List<String> command =
        dialect == ShellSyntax.FISH
            ? List.of(program.toString(), "-c", eval + "; env -0", dialect.format(setting(ODD)))
            : List.of(
                program.toString(), "-c", eval + "; env -0", shell, dialect.format(setting(ODD)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GONE", "here");
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> variables = List.of(out.split("\0", -1));
    assertEquals(true, variables.contains("VALUE=" + ODD), out);
    assertEquals(false, variables.stream().anyMatch(v -> v.startsWith("GONE=")), out);
  }

  /** By the grammar of PowerShell, which Debian does not have. */
  @Test
  void doublesEveryQuoteOfPowerShellWhichIsNotRunHere() throws AsroleException {
    assertEquals(
        """
        Remove-Item -ErrorAction SilentlyContinue Env:GONE
        $Env:VALUE = 'a''b‘‘c’’$(d)`e"'
        """,
        ShellSyntax.POWERSHELL.format(setting("a'b\u2018c\u2019$(d)`e\"")));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {"a+/=b, a+/=b", "a b, 'a b'", "it's, \"it's\"", "$x, '$x'", "a#b, 'a#b'"})
  void quotesAnEnvironmentFileOnlyWhereItMust(String value, String written) throws AsroleException {
    assertEquals("VALUE=" + written + "\n", ShellSyntax.DOTENV.format(setting(value)));
  }

  @Test
  void refusesWhatNoEnvironmentFileKeeps() throws IOException {
    for (String value : List.of("a\nb", "'\"`", "it's $x", "\\ ")) {
      assertThrows(AsroleException.class, () -> ShellSyntax.DOTENV.format(setting(value)), value);
    }
  }
}
