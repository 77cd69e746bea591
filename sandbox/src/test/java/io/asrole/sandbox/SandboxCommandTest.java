// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.imds.ImdsMode;
import io.asrole.sandbox.world.World;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SandboxCommandTest {
  private record Result(int exitCode, String out, String err) {}

  @Test
  void readsEveryOption() {
    SandboxCommand command =
        parse(
            "--world w.json --imds optional --lifetime 8s --imds-lifetime 2h --clock-offset -20m"
                + " --tls aws --imds off");
    assertEquals("w.json", command.worldFile);
    assertEquals(ImdsMode.OPTIONAL, command.imds);
    assertEquals(Duration.ofSeconds(8), command.lifetime);
    assertEquals(Duration.ofHours(2), command.imdsLifetime);
    assertEquals(Duration.ofMinutes(-20), command.clockOffset);
    assertTrue(command.tls);
    assertEquals(List.of("aws", "--imds", "off"), command.command);
  }

  @Test
  void readsValuesBehindAnEqualsSignAndSecondsWithoutUnit() {
    SandboxOptions options = parse("--imds=off --lifetime=900 --clock-offset=-5").options();
    assertEquals(ImdsMode.OFF, options.imds());
    assertEquals(Duration.ofMinutes(15), options.lifetime());
    assertEquals(Duration.ofSeconds(-5), options.clockOffset());
  }

  @Test
  void hasTheDefaultsOfTheLibraryForTheRest() {
    SandboxCommand command = parse("--");
    SandboxOptions defaults = SandboxOptions.defaults();
    SandboxOptions options = command.options();
    assertEquals(defaults.world().account(), options.world().account());
    assertEquals(defaults.imds(), options.imds());
    assertEquals(defaults.imdsLifetime(), options.imdsLifetime());
    assertNull(options.lifetime());
    assertEquals(Duration.ZERO, options.clockOffset());
    assertFalse(options.tls());
    assertEquals(List.of(), command.command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-- --help", "-- world", "x world", "@x"})
  void takesTheRestForTheCommand(String arguments) {
    List<String> expected = List.of(arguments.replace("-- ", "").split(" ", -1));
    assertEquals(expected, parse(arguments).command);
  }

  @Test
  void printsTheBuiltInWorld() {
    assertEquals(new Result(0, World.seedJson(), ""), execute("world"));
  }

  @Test
  void printsItsUsage() {
    String usage =
        """
        Usage: asrole-sandbox [OPTIONS] [--] [COMMAND [ARG...]]
               asrole-sandbox world | decide
        Run a command on a simulated EC2 instance with a simulated STS.
              --clock-offset=DURATION
                                    Set the clock of AWS ahead of this machine's by
                                      this time, or behind it with -20m (default: 0s).
          -h, --help                Show this help.
              --imds=MODE           Serve instance metadata in this mode: v2 requires
                                      metadata tokens (default), optional accepts them,
                                      off answers every request with 403.
              --imds-lifetime=DURATION
                                    End the instance's credentials after this time
                                      (default: 6h).
              --lifetime=DURATION   End each role session after this time (default: the
                                      requested duration).
              --tls                 Serve STS over https; AWS_CA_BUNDLE names the file
                                      of its certificate authority.
              --version             Show the version.
              --world=FILE          Read account, instance, roles and policies from
                                      this JSON file (default: the built-in world).
        Commands:
          world   Print the built-in world, an example for --world.
          decide  Print whether a caller may assume a role, and which statement decides.

        Instance metadata and STS answer on 127.0.0.1; COMMAND finds them by its
        environment.
        Without COMMAND, print these variables for eval and serve until killed.

        DURATION: seconds, or a number with s, m or h: 900, 90s, 15m, 1h.
        Exit status: the command's; 125 the sandbox failed, 126 COMMAND cannot be
        executed, 127 COMMAND not found.
        """;
    assertEquals(new Result(0, usage, ""), execute("--help"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nope              | unknown option: '--nope'; see asrole-sandbox --help",
        "world x             | unexpected argument: 'x'; see asrole-sandbox --help",
        "--world             | missing required parameter for option '--world' (FILE)",
        "--imds v3           | invalid value for option '--imds': must be v2, optional or off, not"
            + " 'v3'",
        "--lifetime 8x       | invalid value for option '--lifetime': '8x' is not a duration: give"
            + " seconds, or a number with s, m or h, such as 20m",
        "--clock-offset --1m | invalid value for option '--clock-offset': '--1m' is not a duration:"
            + " give seconds, or a number with s, m or h, such as 20m",
        "--lifetime 0s       | invalid value for option '--lifetime': must be at least 1s, not '0s'",
        "--imds-lifetime -1h | invalid value for option '--imds-lifetime': '-1h' is not a duration:"
            + " give seconds, or a number with s, m or h, such as 20m",
      })
  void saysWhatIsWrong(String arguments, String message) {
    assertEquals(new Result(125, "", "asrole-sandbox: " + message + "\n"), execute(arguments));
  }

  private static SandboxCommand parse(String arguments) {
    CommandLine line = SandboxCommand.commandLine(Map.of());
    line.parseArgs(arguments.split(" ", -1));
    return line.getCommand();
  }

  private static Result execute(String arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = SandboxCommand.commandLine(Map.of());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    int exitCode = line.execute(arguments.split(" ", -1));
    return new Result(exitCode, out.toString(), err.toString());
  }
}
