// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What asrole says of itself: it needs nothing for that, and does not lose it silently. */
class VersionIT {
  private static final Result VERSION = new Result(0, "asrole " + AsRole.VERSION + "\n", "");

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(Front.class)
  void printsTheVersion(Front front) {
    assertEquals(VERSION, front.of(AsRole.in(aws, home)).run("--version"));
    assertEquals(VERSION, front.of(AsRole.in(aws, home)).run("version"));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void printsThePathOfTheAgentsJarAsAsroleIsCalled(Way way) throws IOException {
    AsRole asrole = AsRole.in(aws, home).by(way);
    assertEquals(
        new Result(0, AsRole.STAGED.resolve("lib/asrole-agent.jar") + "\n", ""),
        asrole.run("--agent-jar"));
    Path link = Files.createSymbolicLink(home.resolve("asrole"), AsRole.STAGED);
    assertEquals(
        new Result(0, link.resolve("lib/asrole-agent.jar") + "\n", ""),
        calledBy(link, asrole, "--agent-jar"));
  }

  /** As the Debian package has it: /usr/bin/asrole is a link to the script of the installation. */
  @Test
  void findsTheAgentsJarByARelativeLinkToTheScript() throws IOException {
    Path link = Files.createSymbolicLink(home.resolve("asrole"), AsRole.STAGED);
    Path bin = Files.createDirectory(home.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("asrole"), Path.of("../asrole/bin/asrole"));
    AsRole asrole = AsRole.in(aws, home);
    Result expected = new Result(0, link.resolve("lib/asrole-agent.jar") + "\n", "");
    assertEquals(
        expected, asrole.startOther(bin.resolve("asrole").toString(), "--agent-jar").result());
    assertEquals(
        expected,
        asrole
            .with("PATH", bin + ":" + System.getenv("PATH"))
            .startOther("sh", "-c", "asrole --agent-jar")
            .result());
    assertEquals(
        expected, asrole.startOther("sh", "-c", "cd bin && ./asrole --agent-jar").result());
    assertEquals(
        expected, asrole.startOther("sh", "-c", "cd asrole && bin/asrole --agent-jar").result());
    // "elsewhere/.." is not the folder that has elsewhere.
    Path elsewhere = Files.createDirectories(home.resolve("deep/elsewhere"));
    Files.createSymbolicLink(home.resolve("deep/asrole"), AsRole.STAGED);
    Files.createSymbolicLink(elsewhere.resolve("asrole"), Path.of("../asrole/bin/asrole"));
    Files.createDirectory(home.resolve("other"));
    Path odd = Files.createSymbolicLink(home.resolve("other/link"), elsewhere);
    assertEquals(
        new Result(0, AsRole.STAGED.resolve("lib/asrole-agent.jar") + "\n", ""),
        asrole.startOther(odd.resolve("asrole").toString(), "--agent-jar").result());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void startsJvmsWithTheAgentsJarAsAsroleIsCalled(Way way) throws IOException {
    Path link = Files.createSymbolicLink(home.resolve("asrole"), AsRole.STAGED);
    AsRole asrole = AsRole.in(aws, home).by(way);
    String[] call = {
      "--agent", "--role-session-name=it", AsRole.ROLE, "--", "sh", "-c", "echo $JAVA_TOOL_OPTIONS"
    };
    Result result = calledBy(link, asrole, call);
    String flag = result.out();
    assertTrue(
        flag.contains("-javaagent:" + link.resolve("lib/asrole-agent.jar") + "="),
        result::toString);
    assertTrue(flag.contains("command=" + link.resolve("bin/asrole") + " "), flag);
  }

  private static Result calledBy(Path link, AsRole asrole, String... arguments) {
    List<String> words = new ArrayList<>(asrole.words(arguments));
    words.replaceAll(word -> word.replace(AsRole.STAGED.toString(), link.toString()));
    return asrole.startOther(words.toArray(String[]::new)).result();
  }

  @Test
  void needsNoHomeNoFilesAndNoMetadata() {
    AsRole asrole =
        AsRole.in(aws, home)
            .without("HOME")
            .with("AWS_CONFIG_FILE", "/proc/self/mem")
            .with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "no URL");
    assertEquals(VERSION, asrole.run("--version"));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void failsWhereItCannotBeWritten(Way way) {
    AsRole full =
        AsRole.in(aws, home).by(way).under("/bin/sh", "-c", "exec \"$@\" >/dev/full", "sh");
    for (String option : new String[] {"--version", "--help"}) {
      assertEquals(
          new Result(125, "", "asrole: cannot write to standard output: No space left on device\n"),
          full.run(option));
    }
  }

  @Test
  void showsEachLineOfUsageUnderTheOther() {
    String help = AsRole.in(aws, home).run("--help").out();
    assertTrue(
        help.contains(
            """
            Usage: asrole [OPTIONS] ROLE [--] COMMAND [ARG...]
                   asrole SUBCOMMAND [ARG...]
            """),
        help);
  }
}
