// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.world.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DecideCommandTest {
  private static final String ASSUMED = "arn:aws:iam::123456789012:role/ExampleAssumedRole";

  @TempDir Path folder;

  private record Result(int exitCode, String out, String err) {}

  @Test
  void answersOneQuestionInWords() {
    assertEquals(
        new Result(
            0,
            "Allowed: Statement 1 of the trust policy of "
                + ASSUMED
                + " allows sts:AssumeRole to arn:aws:iam::123456789012:role/ExampleRole.\n",
            ""),
        execute("ExampleRole", "ExampleAssumedRole"));
  }

  @Test
  void sendsWhatTheOptionsSay() throws IOException {
    String trust =
        "\"Action\": \"sts:*\", \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"7f3a\","
            + " \"aws:RequestTag/team\": \"blue\", \"sts:RoleSessionName\": \"nightly\","
            + " \"aws:SourceIp\": \"10.0.0.1\"}}";
    Path world = folder.resolve("world.json");
    Files.writeString(
        world,
        World.seedJson()
            .replace(
                "role/ExampleRole\"},\n          \"Action\": \"sts:AssumeRole\"",
                "role/ExampleRole\"},\n          " + trust));
    List<String> all =
        List.of(
            "--external-id=7f3a",
            "--tag=team=blue",
            "--session-name=nightly",
            "--context=aws:SourceIp=10.0.0.1");
    for (int without = -1; without < all.size(); without++) {
      List<String> options = new ArrayList<>(all);
      if (without >= 0) {
        options.remove(without);
      }
      List<String> arguments = new ArrayList<>(List.of("ExampleRole", ASSUMED, "--world"));
      arguments.add(world.toString());
      arguments.addAll(options);
      Result result = execute(arguments.toArray(new String[0]));
      assertEquals(0, result.exitCode(), result.toString());
      String start = without < 0 ? "Allowed: " : "ImplicitlyDenied: ";
      assertTrue(result.out().startsWith(start), result.toString());
    }
  }

  @Test
  void itsHelpNamesEachExitStatus() {
    String help = execute("--help").out().replaceAll("\\s+", " ");
    assertTrue(
        help.contains("2 a question has an error, 125 an option or an argument is wrong."), help);
  }

  @Test
  void saysWhatCannotBeDecided() throws IOException {
    assertEquals(
        new Result(
            2, "", "asrole-sandbox: the account 123456789012 has no role of the name Gone\n"),
        execute("Gone", "ExampleRole"));
    assertEquals(
        new Result(
            2,
            "",
            "asrole-sandbox: not a caller: arn:aws:iam::123456789012:root (expected the ARN of a"
                + " role, a role session, a user or an OpenID Connect provider)\n"),
        execute("arn:aws:iam::123456789012:root", "ExampleRole"));
    assertEquals(
        new Result(2, "", "asrole-sandbox: cannot read the world file nope.json: no such file\n"),
        execute("--world=nope.json", "ExampleRole", "ExampleRole"));
    assertEquals(
        new Result(125, "", "asrole-sandbox: decide needs CALLER and ROLE\n"), execute("Caller"));
    assertEquals(
        new Result(
            125,
            "",
            "asrole-sandbox: --expect compares lines: it does not go with CALLER and ROLE\n"),
        execute("ExampleRole", "ExampleAssumedRole", "--expect"));
    assertEquals(
        new Result(125, "", "asrole-sandbox: --external-id needs CALLER and ROLE\n"),
        execute("--external-id=x"));
    Path world = folder.resolve("world.json");
    Files.writeString(world, World.seedJson().replace("\"Effect\"", "\"Affect\""));
    Result strict = execute("--world=" + world, "ExampleRole", "ExampleAssumedRole");
    assertEquals(2, strict.exitCode());
    assertTrue(
        strict
            .err()
            .startsWith("asrole-sandbox: world file " + world + ":16: MalformedPolicyDocument: "),
        strict.err());
    Result lenient = execute("--lenient", "--world=" + world, "ExampleRole", "ExampleAssumedRole");
    assertTrue(lenient.out().startsWith("ExplicitlyDenied: "), lenient.toString());
    assertTrue(lenient.err().startsWith("asrole-sandbox: warning: " + world), lenient.err());
  }

  private static Result execute(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = SandboxCommand.commandLine(Map.of());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("decide"));
    all.addAll(List.of(arguments));
    int exitCode = line.execute(all.toArray(new String[0]));
    return new Result(exitCode, out.toString(), err.toString());
  }
}
