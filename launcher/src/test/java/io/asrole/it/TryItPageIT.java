// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/try-it.md print what the page says, in a world that has its role. */
class TryItPageIT {
  private static final Path PAGE = Path.of("..", "docs", "try-it.md");

  @AutoClose final Sandbox aws = Sandbox.start(Worlds.seedWith("ExampleAssumedRole", "AsroleTry"));

  @TempDir Path home;

  @Test
  void printsTheIdentityOfTheInstance() throws IOException {
    assertEquals(printed(2).get(0) + "\n", run(commands(2).get(0)).out());
  }

  @Test
  void printsTheTwoCommandsThatCreateTheRole() throws IOException {
    String setup = run(commands(3).get(0)).out();
    assertEquals(
        List.of("aws iam put-role-policy", "aws iam create-role"),
        setup
            .lines()
            .filter(line -> line.startsWith("aws "))
            .map(line -> line.replaceAll("(aws \\S+ \\S+) .*", "$1"))
            .toList());
  }

  @Test
  void checksEachStep() throws IOException {
    Result doctor = run(commands(4).get(0));
    assertEquals(0, doctor.exitCode(), doctor.out());
    assertEquals(printed(4).get(0), doctor.out().lines().reduce("", (before, line) -> line));
    doctor.out().lines().forEach(line -> assertTrue(line.startsWith("ok "), line));
  }

  @Test
  void runsACommandAsTheRole() throws IOException {
    String identity = printed(5).get(0) + "\n";
    assertEquals(identity, run(commands(5).get(0)).out());
    assertTrue(commands(5).get(1).startsWith("asrole AsroleTry -- aws "));
    assertEquals(0, run(commands(5).get(2)).exitCode());
    assertEquals("7\n", run(commands(5).get(3)).out());
    assertTrue(Files.readString(PAGE).contains("must print `7`"));
    // The page runs them in this order, so that these have a session; and the role's history.
    List<String> history = run(commands(7).get(0)).out().lines().toList();
    assertEquals(1, history.size(), history::toString);
    assertTrue(history.get(0).contains(" user=" + System.getProperty("user.name") + " "));
    assertTrue(history.get(0).matches(".* request_id=\\S+ command=asrole"), history.get(0));
    assertEquals(0, run(commands(8).get(0)).exitCode());
  }

  @Test
  void startsNothingAsARoleThatCannotBeAssumed() throws IOException {
    Result result = run("{ " + commands(6).get(0) + "; } 2>&1");
    Matcher expected = Pattern.compile("(.*) \\.\\.\\.(; run: .*)").matcher(printed(6).get(0));
    assertTrue(expected.matches());
    List<String> lines = result.out().lines().toList();
    assertEquals(2, lines.size(), result.out());
    assertTrue(lines.get(0).startsWith(expected.group(1)), result.out());
    assertTrue(lines.get(0).endsWith(expected.group(2)), result.out());
    assertEquals(printed(6).get(1), lines.get(1));
    assertFalse(result.out().contains("started"), result.out());
  }

  private Result run(String command) {
    AsRole asrole = AsRole.in(aws, home);
    Result result =
        asrole
            .with("PATH", AsRole.STAGED.resolve("bin") + ":" + asrole.get("PATH"))
            .startOther("bash", "-c", command)
            .result();
    return new Result(
        result.exitCode(),
        result.out().replace("/" + System.getProperty("user.name") + "@", "/ec2-user@"),
        result.err());
  }

  /** The indented lines of that step that begin with a command. */
  private static List<String> commands(int step) throws IOException {
    return indented(step).stream().filter(TryItPageIT::isCommand).toList();
  }

  /** The indented lines of that step that a command prints. */
  private static List<String> printed(int step) throws IOException {
    return indented(step).stream().filter(line -> !isCommand(line)).toList();
  }

  private static boolean isCommand(String line) {
    return line.matches("(asrole|time|sudo|rm|aws) .*");
  }

  private static List<String> indented(int step) throws IOException {
    Pattern section = Pattern.compile("(?s)\n## " + step + "\\. .*?(?=\n## |$)");
    Matcher found = section.matcher(Files.readString(PAGE));
    assertTrue(found.find(), "step " + step);
    return found.group().lines().filter(l -> l.startsWith("    ")).map(String::strip).toList();
  }
}
