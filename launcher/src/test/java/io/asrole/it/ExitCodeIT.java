// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The command's exit status is asrole's, and what cannot be started ends in 126 or 127. */
class ExitCodeIT {
  @AutoClose static final Sandbox AWS = Sandbox.start();
  @TempDir static Path home;

  private final AsRole asrole = AsRole.in(AWS, home);

  @BeforeEach
  void layFiles() throws IOException {
    Files.writeString(home.resolve("text"), "echo started");
    Files.createDirectories(home.resolve("folder"));
  }

  @Test
  void passesEveryExitCodeThrough() {
    String lane = "i=$1; shift; while [ $i -le 255 ]; do \"$@\" $i; echo $?; i=$((i + 4)); done";
    List<Running> lanes = new ArrayList<>();
    for (int first = 0; first < 4; first++) {
      lanes.add(asrole.under("/bin/sh", "-c", lane, "sh", "" + first).start(exitWith()));
    }
    for (int first = 0; first < 4; first++) {
      Result result = lanes.get(first).result();
      assertEquals("", result.err());
      assertEquals(lines(IntStream.iterate(first, i -> i <= 255, i -> i + 4)), result.out());
    }
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void passesExitCodesThrough(Front front) {
    String some = "for i in 0 1 125 255; do \"$@\" $i; echo $?; done";
    Result result = front.of(asrole).under("/bin/sh", "-c", some, "sh").run(exitWith());
    assertEquals("", result.err());
    assertEquals(lines(IntStream.of(0, 1, 125, 255)), result.out());
  }

  /** SIGQUIT and SIGINT are what a JVM blocks, and what a shell without job control ignores. */
  @ParameterizedTest
  @EnumSource(Front.class)
  void diesOfTheSignalThatTheCommandDiesOf(Front front) {
    String some = "ulimit -c 0; for i in 2 3 9 15; do \"$@\" $i; echo $?; done 2>/dev/null";
    Result result =
        front
            .of(asrole)
            .under("/bin/sh", "-c", some, "sh")
            .run(AsRole.ROLE, "--", "/bin/sh", "-c", "kill -$1 $$", "sh");
    assertEquals(lines(IntStream.of(130, 131, 137, 143)), result.out());
  }

  private static String[] exitWith() {
    return new String[] {AsRole.ROLE, "--", "/bin/sh", "-c", "exit $1", "sh"};
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "no-such-command | 127 | 'no-such-command': command not found",
        "\"\"            | 127 | '': No such file or directory",
        "./missing       | 127 | './missing': No such file or directory",
        "missing/x/y     | 127 | 'missing/x/y': No such file or directory",
        "./text/x        | 127 | './text/x': Not a directory",
        "./text          | 126 | cannot execute ./text: Permission denied",
        "./folder        | 126 | cannot execute ./folder: Is a directory",
        "./folder/       | 126 | cannot execute ./folder/: Is a directory",
      })
  void saysWhyTheCommandCannotBeStarted(String command, int exitCode, String why) {
    Stream.of(Front.values())
        .forEach(
            front ->
                assertEquals(
                    new Result(exitCode, "", "asrole: " + why + "\n"),
                    front.of(asrole).become(command),
                    front.name()));
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void saysWhatOfThePathCannotBeExecuted(Front front) throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.writeString(bin.resolve("plain-text"), "echo started");
    Files.createDirectories(bin.resolve("a-folder"));
    AsRole there = front.of(asrole).with("PATH", home.resolve("nowhere") + ":" + bin);
    assertEquals(
        new Result(126, "", "asrole: cannot execute " + bin + "/plain-text: Permission denied\n"),
        there.become("plain-text"));
    assertEquals(
        new Result(126, "", "asrole: cannot execute " + bin + "/a-folder: Is a directory\n"),
        there.become("a-folder"));
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void saysItInOneLineWhateverTheCommandIsCalled(Front front) {
    assertEquals(
        new Result(127, "", "asrole: 'no such command * ': command not found\n"),
        front.of(asrole).become("no  such\n\tcommand *\n"));
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void endsIn125WhenAsroleItselfFails(Front front) {
    Path witness = home.resolve("started-" + front);
    Result result =
        front.of(asrole).run("--region", "", "no such role", "--", "touch", "" + witness);
    assertEquals(125, result.exitCode());
    assertEquals(1, result.err().lines().count(), result.err());
    assertEquals(false, Files.exists(witness));
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "JAR")
  void saysWhichOfItsFilesCannotBeRead(Front front) throws IOException {
    Path bin = Files.createDirectories(home.resolve("installed for " + front).resolve("bin"));
    Path library = Files.createDirectories(bin.resolveSibling("lib"));
    Path staged = AsRole.STAGED.resolve("bin/asrole");
    Path script = Files.copy(staged, bin.resolve("asrole"));
    List<String> command = front.of(asrole).words("--help");
    command.replaceAll(word -> word.equals("" + staged) ? "" + script : word);
    for (String file : List.of("slow.sh")) {
      Result refused =
          new Result(
              125,
              "",
              "asrole: cannot read "
                  + bin
                  + "/../lib/"
                  + file
                  + ", or it is of another version; reinstall asrole\n");
      Path part = library.resolve(file);
      assertEquals(refused, asrole.startOther(command.toArray(String[]::new)).result());
      Files.createFile(part);
      assertEquals(refused, asrole.startOther(command.toArray(String[]::new)).result());
      Files.delete(part);
      Files.createDirectory(part);
      assertEquals(refused, asrole.startOther(command.toArray(String[]::new)).result());
      Files.delete(part);
      Files.copy(AsRole.STAGED.resolve("lib/" + file), part);
    }
  }

  private static String lines(IntStream numbers) {
    return numbers.mapToObj(i -> i + "\n").reduce("", String::concat);
  }
}
