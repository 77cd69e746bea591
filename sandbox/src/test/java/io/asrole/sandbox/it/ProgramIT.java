// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.it;

import static io.asrole.sandbox.it.InstalledProgram.VERSION;
import static io.asrole.sandbox.it.InstalledProgram.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.sandbox.it.InstalledProgram.Result;
import io.asrole.sandbox.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as it is installed: the script, the jar and its libraries. */
@Timeout(60)
class ProgramIT {
  @TempDir Path folder;

  private InstalledProgram program = new InstalledProgram(Path.of(""));

  @BeforeEach
  void installs() throws IOException {
    program = InstalledProgram.install(folder);
  }

  @Test
  void needsNothingOfJunit() throws Exception {
    try (JarFile jar = new JarFile(program.jar().toFile())) {
      assertEquals(
          List.of(),
          jar.stream().map(ZipEntry::getName).filter(n -> n.startsWith("org/junit")).toList());
    }
    assertEquals(new Result(0, "", ""), run("true"));
  }

  @ParameterizedTest
  @CsvSource({"exit 0, 0", "exit 255, 255", "kill -TERM $$, 143", "kill -KILL $$, 137"})
  void passesTheExitCodeThrough(String script, int exitCode) throws Exception {
    assertEquals(new Result(exitCode, "", ""), run("sh", "-c", script));
  }

  @Test
  void saysWhyACommandDoesNotStart() throws Exception {
    assertEquals(
        new Result(127, "", "asrole-sandbox: no-such-command: command not found\n"),
        run("no-such-command"));
    assertEquals(new Result(126, "", "asrole-sandbox: /: cannot be executed\n"), run("/"));
    assertEquals(new Result(127, "", "asrole-sandbox: : command not found\n"), run(""));
  }

  @Test
  void saysWhatIsWrongWithItsArguments() throws Exception {
    assertEquals(
        new Result(125, "", "asrole-sandbox: cannot read the world file nope.json: no such file\n"),
        run("--world", "nope.json", "true"));
    Path world = folder.resolve("world.json");
    Files.writeString(world, World.seedJson().replace("\"Service\"", "\"Machine\""));
    assertEquals(
        new Result(
            125,
            "",
            "asrole-sandbox: world file "
                + world
                + ":17: MalformedPolicyDocument: roles[0].trust.Statement.Principal.Machine: the sandbox"
                + " does not know this member\n"),
        run("--world", world.toString(), "true"));
    Result lenient = run("--lenient", "--world", world.toString(), "--", "true");
    assertEquals(0, lenient.exitCode());
    assertTrue(lenient.err().startsWith("asrole-sandbox: warning: " + world), lenient::err);
  }

  @Test
  void saysThatItMustNotReadTheWorldFile() throws Exception {
    Path world = Files.writeString(folder.resolve("world.json"), World.seedJson());
    Files.setPosixFilePermissions(world, Set.of());
    // root may read each file, unless it starts a program without this capability.
    List<String> command = new ArrayList<>();
    if (Files.isReadable(world)) {
      command.addAll(List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search"));
    }
    command.addAll(List.of("/bin/sh", program.script().toString(), "--world"));
    command.addAll(List.of(world.toString(), "true"));
    assertEquals(
        new Result(
            125,
            "",
            "asrole-sandbox: cannot read the world file " + world + ": Permission denied\n"),
        result(new ProcessBuilder(command).start()));
  }

  @Test
  void printsAWorldThatItReads() throws Exception {
    Result printed = run("world");
    assertEquals(new Result(0, World.seedJson(), ""), printed);
    Path world = folder.resolve("world.json");
    Files.writeString(world, printed.out());
    assertEquals(new Result(0, "", ""), run("--world", world.toString(), "--", "true"));
  }

  @Test
  void tellsItsVersionAndUsage() throws Exception {
    assertEquals(new Result(0, "asrole-sandbox " + VERSION + "\n", ""), run("--version"));
    assertTrue(run("--help").out().startsWith("Usage: asrole-sandbox [OPTIONS]"));
  }

  @Test
  void givesTheCommandItsInputAndItsVariables() throws Exception {
    Process process =
        program.start(
            Map.of("AWS_PROFILE", "other", "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
            "sh",
            "-c",
            "cat; echo ${AWS_PROFILE-none} ${AWS_ACCESS_KEY_ID-none} $AWS_REGION; cat"
                + " $AWS_CONFIG_FILE");
    process.getOutputStream().write("input\n".getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    assertEquals(new Result(0, "input\nnone none us-east-1\n", ""), result(process));
  }

  @Test
  void handsTheTermSignalToTheCommand() throws Exception {
    Process process =
        program.start(
            Map.of(), "sh", "-c", "trap 'exit 7' TERM; echo ready; while :; do sleep 1; done");
    try (BufferedReader out = process.inputReader()) {
      assertEquals("ready", out.readLine());
      process.destroy();
      assertEquals(7, process.waitFor());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox ash"})
  void scriptFindsItsJarsThroughLinksInEveryShell(String shell) throws Exception {
    assumeTrue(
        Stream.of("/bin/", "/usr/bin/")
            .anyMatch(place -> Files.isExecutable(Path.of(place + shell.split(" ", -1)[0]))),
        "SKIPPED: " + shell + " is not installed");
    Path here = Files.createDirectories(folder.resolve("a folder/bin"));
    Files.createSymbolicLink(here.resolve("middle"), Path.of("../../opt/bin/asrole-sandbox"));
    Files.createSymbolicLink(here.resolve("sandbox"), Path.of("middle"));
    List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
    command.addAll(List.of(here.resolve("sandbox").toString(), "--version"));
    assertEquals(
        new Result(0, "asrole-sandbox " + VERSION + "\n", ""),
        result(new ProcessBuilder(command).start()));
  }

  @Test
  void scriptSaysThatThereIsNoJavaOrAnOldOne() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("jvm"));
    ProcessBuilder without = onHost(empty);
    without.environment().remove("JAVA_HOME");
    without.environment().put("PATH", folder.toString());
    assertEquals(
        new Result(
            125,
            "",
            "asrole-sandbox: no Java found: install a JDK or JRE 17 or later, or set JAVA_HOME\n"),
        result(without.start()));
    Path home = folder.resolve("jdk8");
    Files.createDirectories(home.resolve("bin"));
    Files.createFile(home.resolve("bin/java"));
    assertTrue(home.resolve("bin/java").toFile().setExecutable(true));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"1.8.0_392\"\n");
    ProcessBuilder old = onHost(empty);
    old.environment().put("JAVA_HOME", home.toString());
    old.environment().put("PATH", folder.toString());
    assertEquals(
        new Result(
            125,
            "",
            "asrole-sandbox: Java 8 in "
                + home.toRealPath()
                + " is too old: install 17 or later, or set JAVA_HOME\n"),
        result(old.start()));
    Files.createDirectories(empty.resolve("real"));
    ProcessBuilder both = onHost(empty);
    both.environment().put("JAVA_HOME", home.toString());
    both.environment().put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
    both.command().add("--version");
    assertEquals(new Result(0, "asrole-sandbox " + VERSION + "\n", ""), result(both.start()));
  }

  /**
   * The script on a host with that folder as /usr/lib/jvm; the Java of the test is its folder
   * "real".
   */
  private ProcessBuilder onHost(Path jvm) {
    assumeTrue(Files.isDirectory(Path.of("/usr/lib/jvm")), "SKIPPED: there is no /usr/lib/jvm");
    String mounts =
        """
        [ ! -d "$1/real" ] || /usr/bin/mount --bind "$2" "$1/real"
        /usr/bin/mount --rbind "$1" /usr/lib/jvm
        exec /bin/sh "$3" ${4+"$4"}
        """;
    List<String> command = List.of("/usr/bin/unshare", "-rm", "/bin/sh", "-ec", mounts, "sh");
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
    builder
        .command()
        .addAll(
            List.of(jvm.toString(), System.getProperty("java.home"), program.script().toString()));
    return builder;
  }

  private Result run(String... arguments) throws IOException, InterruptedException {
    return program.run(arguments);
  }
}
