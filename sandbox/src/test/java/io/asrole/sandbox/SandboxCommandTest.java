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
  record Result(int exitCode, String out, String err) {}

  @Test
  void readsEveryOption() {
    SandboxCommand command =
        parse(
            "--world w.json --imds optional --lifetime 8s --imds-lifetime 2h --clock-offset -20m"
                + " --tls aws --imds off");
    assertEquals("w.json", command.worldOptions.worldFile);
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
  void readsAddressAndPorts() {
    assertEquals(Endpoints.free(), parse("--").endpoints.endpoints());
    assertEquals(
        new Endpoints("0.0.0.0", 4700, 9001, 4702),
        parse("--bind 0.0.0.0 --port 4700 --sts-port 9001").endpoints.endpoints());
    assertEquals(
        new Endpoints("127.0.0.1", 1, 0, 3),
        parse("--imds-port 1 --control-port 3").endpoints.endpoints());
  }

  @Test
  void asksTheSandboxForATokenWithTheGivenClaims() {
    TokenCommand token = new TokenCommand(Map.of());
    new CommandLine(token)
        .parseArgs(
            "--sub",
            "s",
            "--aud",
            "a",
            "--issuer",
            "https://i",
            "--lifetime",
            "-1m",
            "--claim",
            "ref=refs/heads/main",
            "--claim",
            "list=[1, \"x\"]");
    assertEquals(
        Map.of(
            "sub", "s",
            "aud", "a",
            "issuer", "https://i",
            "lifetime", -60L,
            "claims", Map.of("ref", "refs/heads/main", "list", List.of(1L, "x"))),
        token.request());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token | missing required option: '--sub=SUBJECT'",
        "token --sub s | no sandbox to ask: run this command in a sandbox, or set"
            + " ASROLE_SANDBOX_CONTROL to its URL",
        "token --sub s --claim a={ | no sandbox to ask: run this command in a sandbox, or set"
            + " ASROLE_SANDBOX_CONTROL to its URL",
      })
  void saysWhyThereIsNoToken(String arguments, String message) {
    assertEquals(new Result(125, "", "asrole-sandbox: " + message + "\n"), execute(arguments));
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
               asrole-sandbox world | decide | token
        Run a command on a simulated EC2 instance with a simulated STS.
              --bind=ADDRESS        Listen on this address; 0.0.0.0: on all (default:
                                      127.0.0.1).
              --clock-offset=DURATION
                                    Set the clock of AWS ahead of this machine's by
                                      this time, or behind it with -20m (default: 0s).
              --control-port=PORT   Listen on this port for the control endpoint.
              --explain             Print each decision of STS on a request for a role,
                                      and why, on standard error.
          -h, --help                Show this help.
              --imds=MODE           Serve instance metadata in this mode: v2 requires
                                      metadata tokens (default), optional accepts them,
                                      off answers every request with 403.
              --imds-lifetime=DURATION
                                    End the instance's credentials after this time
                                      (default: 6h).
              --imds-port=PORT      Listen on this port for instance metadata.
              --lenient             Print a warning for an element that is not
                                      understood, instead of an error: it counts as not
                                      met in an Allow, and as met in a Deny.
              --lifetime=DURATION   End each role session after this time (default: the
                                      requested duration).
              --port=PORT           Listen on this port for instance metadata, on the
                                      next for STS, and on the one after that for the
                                      control endpoint (default: free ports).
              --sts-port=PORT       Listen on this port for STS.
              --tls                 Serve STS over https; AWS_CA_BUNDLE names the file
                                      of its certificate authority.
              --version             Show the version.
              --world=FILE          Read account, instance, roles, users and policies
                                      from this JSON file (default: the built-in world).
        Commands:
          decide  Print whether a caller may assume a role, and which statement decides.
          world   Print the built-in world, an example for --world.
          token   Print a web identity token that the running sandbox signs.

        Instance metadata and STS answer on 127.0.0.1; COMMAND finds them by its
        environment.
        Without COMMAND, print these variables and serve until killed:
          eval "$(asrole-sandbox & echo sandbox=$!)"

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
        "--port 65534        | invalid value for option '--port': must be a port from 0 to 65533, not"
            + " '65534'",
        "--bind no.such.host. | cannot listen on no.such.host.: no such address",
        "world x             | unexpected argument: 'x'; see asrole-sandbox world --help",
        "token --nope --sub s | unknown option: '--nope'; see asrole-sandbox token --help",
        "token --sub s --claim x | invalid value for option '--claim': expected NAME=VALUE, not 'x'",
        "decide --nope       | unknown option: '--nope'; see asrole-sandbox decide --help",
        "decide a b c        | unexpected argument: 'c'; see asrole-sandbox decide --help",
        "decide a b --tag x  | invalid value for option '--tag': expected KEY=VALUE, not 'x'",
        "decide a b --context=x | invalid value for option '--context': expected KEY=VALUE, not 'x'",
        "decide a b --tag    | missing required parameter for option '--tag' (KEY=VALUE)",
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

  static Result execute(String arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = SandboxCommand.commandLine(Map.of());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    int exitCode = line.execute(arguments.split(" ", -1));
    return new Result(exitCode, out.toString(), err.toString());
  }
}
