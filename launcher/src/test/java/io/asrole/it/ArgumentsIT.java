// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The command and its arguments reach the kernel as they were given, as env(1) passes them. */
class ArgumentsIT {
  @AutoClose static final Sandbox AWS = Sandbox.start();
  @TempDir static Path home;

  private final AsRole asrole = AsRole.in(AWS, home);

  /** Prints its own arguments as the kernel has them; the colon keeps it from becoming cat. */
  private static final List<String> SHOW =
      List.of("/bin/sh", "-c", "cat /proc/$$/cmdline; :", "name");

  private static String[] show(String... arguments) {
    List<String> command = new ArrayList<>(SHOW);
    command.addAll(List.of(arguments));
    return command.toArray(String[]::new);
  }

  private static void passesAsEnvDoes(AsRole asrole, String... command) {
    Result result = asrole.become(command);
    assertEquals(asrole.byEnv(command), result);
    assertEquals(0, result.exitCode(), result.err());
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void passesArgumentsUntouched(Front front) {
    String[] command =
        show(
            "",
            " ",
            "a b",
            "it's",
            "\"",
            "a\nb\n",
            "\t",
            "\\",
            "\\n",
            "*",
            "?[a-z]",
            "~",
            "$HOME",
            "$(exit 3)",
            "`exit 3`",
            ";",
            "&",
            "-",
            "--",
            "-h",
            "--help",
            "--debug",
            "--region",
            "exec",
            "A=B",
            "@/etc/hosts",
            "%s",
            "");
    Result result = front.of(asrole).become(command);
    assertEquals(new Result(0, String.join("\0", command) + "\0", ""), result);
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void passesBytesThatAreNoText(Front front) {
    String bytes = "exec \"$@\" \"$(printf 'a\\377\\303b\\001')\" \"$(printf '\\355\\240\\200')\"";
    AsRole wrapped = front.of(asrole).under("/bin/sh", "-c", bytes, "sh");
    for (String locale : List.of("C", "C.UTF-8")) {
      AsRole there = wrapped.with("LC_ALL", locale);
      Result result = there.become(show());
      assertEquals(
          new Result(
              0, String.join("\0", SHOW) + "\0a\u00ff\u00c3b\u0001\0\u00ed\u00a0\u0080\0", ""),
          result);
    }
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void passesManyArguments(Front front) {
    String[] many = new String[2000];
    for (int i = 0; i < many.length; i++) {
      many[i] = i + " " + "x".repeat(50);
    }
    passesAsEnvDoes(front.of(asrole), show(many));
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void leavesOptionsBehindTheCommandToIt(Front front) {
    String[] command = show("--", "--region", "nowhere-1", "--duration", "1", "--");
    Result expected = new Result(0, String.join("\0", command) + "\0", "");
    List<String> withoutDashes = new ArrayList<>(List.of(AsRole.ROLE));
    withoutDashes.addAll(List.of(command));
    List<String> byExec = new ArrayList<>(List.of("exec", "--region", "us-west-2"));
    byExec.addAll(withoutDashes);
    assertEquals(expected, front.of(asrole).run(withoutDashes.toArray(String[]::new)));
    assertEquals(expected, front.of(asrole).run(byExec.toArray(String[]::new)));
  }

  /** sh shows its own name when it is given no other. */
  @ParameterizedTest
  @EnumSource(Front.class)
  void passesTheNameOfTheCommandAsGiven(Front front) throws IOException {
    Files.createDirectories(home.resolve("here"));
    Path link = home.resolve("here/a name");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, Path.of("/bin/sh"));
    AsRole there = front.of(asrole).with("PATH", home.resolve("here") + ":/usr/bin:/bin");
    for (String name : List.of("a name", "here/a name", "./here/../here/a name")) {
      assertEquals(new Result(0, name + "\n", ""), there.become(name, "-c", "echo \"$0\""));
    }
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void searchesThePathAsExecvpDoes(Front front) throws IOException {
    Path first = Files.createDirectories(home.resolve("first"));
    Path second = Files.createDirectories(home.resolve("second"));
    Files.writeString(first.resolve("tool"), "not executable");
    Files.createDirectories(first.resolve("other"));
    program(second.resolve("tool"), "#!/bin/sh\necho tool of second \"$0\"\n");
    program(second.resolve("other"), "#!/bin/sh\necho other of second\n");
    program(second.resolve("bare"), "echo without an interpreter \"$0\" \"$@\"\n");
    program(home.resolve("here-tool"), "#!/bin/sh\necho tool of the working directory\n");
    AsRole there = front.of(asrole);
    AsRole searching = there.with("PATH", "/dev/null:" + home + "/none:" + first + ":" + second);
    passesAsEnvDoes(searching, "tool");
    passesAsEnvDoes(searching, "other");
    passesAsEnvDoes(searching, "bare", "a b", "");
    passesAsEnvDoes(there.with("PATH", ":" + first), "here-tool");
    passesAsEnvDoes(there.with("PATH", first + "::" + second), "here-tool");
    passesAsEnvDoes(there.with("PATH", first + ":"), "here-tool");
    passesAsEnvDoes(there.with("PATH", ""), "here-tool");
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void findsTheSystemsCommandsWithoutPath(Front front) {
    AsRole there = front.of(asrole).without("PATH");
    assertEquals(new Result(0, "found\n", ""), there.become("sh", "-c", "echo found"));
    if (front != Front.BASH) { // which then searches a PATH of its own, the working directory too
      assertEquals(
          new Result(127, "", "asrole: 'here-tool': command not found\n"),
          there.become("here-tool"));
    }
  }

  @Test
  void refusesOptionsBetweenTheRoleAndTheCommand() {
    assertEquals(
        new Result(
            125,
            "",
            "asrole: unexpected option '--debug' after ROLE: put options before ROLE and the command after"
                + " --\n"),
        asrole.run(AsRole.ROLE, "--debug", "true"));
  }

  private static void program(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.writeString(file, text);
  }
}
