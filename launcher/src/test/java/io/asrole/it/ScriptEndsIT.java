// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is broken, the script becomes the command or ends with 125 to 127 and one line. */
@Tag("one-jdk")
class ScriptEndsIT {
  /** It prints what no other program does, and ends with a status that asrole never has. */
  private static final String[] COMMAND = {"sh", "-c", "echo RAN; exit 42"};

  @AutoClose static final Sandbox AWS = Sandbox.start();
  @TempDir Path home;

  /**
   * What is in the way, as shell commands that are run before asrole, and what must come of it. The
   * shells differ in what ends them and in what they print themselves: a redirection, a program or
   * a working directory that fails, a variable that is not set, a program that a signal ends. Those
   * run in each shell. Those that a test such as {@code [ -f FILE ]}, Java or the kernel decides
   * run in one shell.
   */
  enum Broken {
    THE_LOCK_FILE_IS_A_FOLDER("store; mkdir -m 1600 \"$S/ExampleAssumedRole.herd\"", true),
    THE_LOCK_FILE_IS_A_FIFO("store; mkfifo \"$S/ExampleAssumedRole.herd\"", true),
    THE_LOCK_FILE_IS_A_LINK_TO_NOTHING(
        "store; ln -s /nonexistent/x \"$S/ExampleAssumedRole.herd\"", true),
    THE_CLOCK_FILE_IS_A_FIFO("store; mkfifo \"$S/.now\"", true),
    THE_WARM_FILE_IS_A_FIFO("store; mkfifo -m 1600 \"$S/ExampleAssumedRole.warm\"", true),
    THE_WARM_FILE_IS_A_FOLDER("store; mkdir -m 1600 \"$S/ExampleAssumedRole.warm\"", true),
    THE_STORE_IS_A_FILE("mkdir -p \"$HOME/.cache\"; : >\"$S\"", false),
    THERE_IS_NO_HOME("unset HOME", true),
    THE_WORKING_DIRECTORY_IS_GONE(
        "mkdir \"$HOME/gone\"; cd \"$HOME/gone\"; rmdir \"$HOME/gone\"", true),
    PATH_IS_EMPTY("PATH=; export PATH", false),
    STANDARD_OUTPUT_IS_CLOSED("exec >&-", true),
    JAVA_IS_BEHIND_A_WRAPPER("J=$JAVA_HOME; java \"$J/bin/java \\\"\\$@\\\"; exit \\$?\"", true),
    JAVA_SAYS_NOTHING("java 'exit 0'", false),
    JAVA_ENDS_WITH_126("java 'exit 126'", false),
    JAVA_ENDS_WITH_127("java 'exit 127'", false),
    JAVA_IS_KILLED("java 'kill -KILL $$'", false),
    JAVA_IS_ANOTHER_MACHINES("java; printf '\\177ELF\\2\\1\\1' >\"$JAVA_HOME/bin/java\"", false),
    ADDRESS_SPACE_IS_SHORT("ulimit -v 200000", false),
    MEMORY_CANNOT_BE_EXECUTABLE(
        "exec python3 " + Machine.script("deny-write-execute.py") + " \"$@\"", false),
    THERE_IS_NO_PROC(
        "exec unshare -rm sh -c 'mount -t tmpfs none /proc && exec \"$@\"' sh \"$@\"", false),
    OPTIONS_OF_A_SHELL(
        "SHELLOPTS=nounset:errexit:noglob:allexport:noclobber; export SHELLOPTS", true);

    private final String script;
    private final boolean starts;

    Broken(String script, boolean starts) {
      this.script = script;
      this.starts = starts;
    }

    private static final String WORDS =
        """
        S=$HOME/.cache/asrole
        store() { mkdir -p "$HOME/.cache"; mkdir -m 1700 "$S"; }
        java() {
          export JAVA_HOME="$HOME/java"
          mkdir -p "$JAVA_HOME/bin"
          printf '#!/bin/sh\\n%s\\n' "$1" >"$JAVA_HOME/bin/java"
          chmod +x "$JAVA_HOME/bin/java"
        }
        """;

    private Set<Front> fronts() {
      return switch (this) {
        case THE_LOCK_FILE_IS_A_FOLDER,
            THE_LOCK_FILE_IS_A_LINK_TO_NOTHING,
            THE_CLOCK_FILE_IS_A_FIFO,
            THE_WARM_FILE_IS_A_FIFO,
            THE_WARM_FILE_IS_A_FOLDER,
            JAVA_IS_BEHIND_A_WRAPPER,
            JAVA_SAYS_NOTHING,
            JAVA_ENDS_WITH_126,
            ADDRESS_SPACE_IS_SHORT,
            MEMORY_CANNOT_BE_EXECUTABLE ->
            EnumSet.of(Front.DASH);
        case OPTIONS_OF_A_SHELL -> EnumSet.of(Front.BASH); // no other shell reads SHELLOPTS
        default -> EnumSet.of(Front.DASH, Front.BASH, Front.BUSYBOX, Front.MKSH);
      };
    }

    AsRole of(AsRole asrole) {
      // env(1) passes on what is no variable that a shell lets itself be given.
      String start =
          this == OPTIONS_OF_A_SHELL
              ? "exec env \"SHELLOPTS=nounset:errexit:noglob:allexport:noclobber\" \"$@\""
              : WORDS + script + "\nexec \"$@\"";
      return asrole.under("/bin/sh", "-c", start, "sh");
    }
  }

  static Stream<Arguments> ways() {
    return Stream.of(Broken.values())
        .flatMap(broken -> broken.fronts().stream().map(front -> Arguments.of(front, broken)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void becomesTheCommandOrSaysWhyNot(Front front, Broken broken) {
    Result result = broken.of(front.of(AsRole.in(AWS, home))).become(COMMAND);
    if (broken.starts) {
      assertEquals(42, result.exitCode(), result::err);
      assertEquals(broken == Broken.STANDARD_OUTPUT_IS_CLOSED ? "" : "RAN\n", result.out());
      return;
    }
    assertTrue(List.of(125, 126, 127).contains(result.exitCode()), result.toString());
    assertEquals("", result.out());
    assertTrue(oneLine(result), result.toString());
  }

  /** The others, as execvp(3), take a program that the kernel refuses for a script. */
  @ParameterizedTest
  @EnumSource(names = {"SH", "DASH", "BASH", "MKSH"})
  void endsWith126WhereTheCommandIsAProgramOfAnotherMachine(Front front) throws IOException {
    Path foreign = home.resolve("foreign");
    Files.write(foreign, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0});
    Files.setPosixFilePermissions(foreign, PosixFilePermissions.fromString("rwxr-xr-x"));
    Result result = front.of(AsRole.in(AWS, home)).become(foreign.toString());
    assertEquals(126, result.exitCode(), result::err);
    assertTrue(result.err().contains("Exec format error"), result::err);
  }

  private static boolean oneLine(Result result) {
    List<String> lines = result.err().lines().toList();
    return lines.size() == 1 && lines.get(0).startsWith("asrole: ");
  }

  /** What a JVM writes as it dies has the keys of the source. */
  @Test
  void leavesNoFileAndNoWordOfAJvmThatDies() throws Exception {
    for (String signal : List.of("QUIT", "SEGV")) {
      Sandbox aws = Sandbox.start();
      try (aws) {
        aws.queue(Fault.hang("sts.AssumeRole").always());
        AsRole asrole = AsRole.in(aws, home);
        Running running = asrole.start("credentials", AsRole.ROLE);
        running.until("a call", () -> aws.counters().calls("sts.AssumeRole") > 0);
        ProcessHandle java =
            running.process().children().findFirst().orElseThrow(AssertionError::new);
        asrole.startOther("/bin/kill", "-" + signal, "" + java.pid()).result();
        if (signal.equals("QUIT")) { // a thread dump, and the JVM goes on
          asrole.startOther("/bin/kill", "-TERM", "" + java.pid()).result();
        }
        Result result = running.result();
        assertEquals("", result.out());
        assertTrue(result.err().lines().count() <= 1, result.err());
        assertTrue(result.exitCode() == 125 || result.exitCode() == 143, result.toString());
        try (var files = Files.list(home)) {
          assertEquals(
              List.of(),
              files.filter(file -> file.toString().matches(".*/(hs_err|core).*")).toList());
        }
      }
    }
  }

  /** Half a copy. UpgradeIT has the file of another version. */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"JAR", "SH"})
  void saysWhenItsSecondPartCannotBeRead(Front front) throws IOException {
    Path installed = home.resolve("installed");
    Files.createDirectories(installed.resolve("bin"));
    Files.createDirectories(installed.resolve("lib"));
    Path script = Files.copy(AsRole.STAGED.resolve("bin/asrole"), installed.resolve("bin/asrole"));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path slow = installed.resolve("lib/slow.sh");
    String whole = Files.readString(AsRole.STAGED.resolve("lib/slow.sh"));
    AsRole asrole = front.of(AsRole.in(AWS, home));
    List<String> words = asrole.words(AsRole.ROLE, "--", "echo", "RAN");
    String[] command = words.toArray(String[]::new);
    command[Arrays.asList(command).indexOf(AsRole.STAGED.resolve("bin/asrole").toString())] =
        script.toString();
    for (String content : List.of("", whole.substring(0, whole.length() / 2), "if (")) {
      Files.writeString(slow, content);
      Result result = asrole.startOther(command).result();
      assertEquals(125, result.exitCode(), result.toString());
      assertEquals("", result.out());
      assertTrue(result.err().contains("asrole: "), result.err());
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"JAR", "SH"})
  void saysThatJavaTakesNoJarFromAFolderWithAColon(Front front) throws IOException {
    Path installed = home.resolve("a:b");
    Files.createDirectories(installed.resolve("bin"));
    Files.createDirectories(installed.resolve("lib"));
    for (String file : List.of("bin/asrole", "lib/slow.sh")) {
      Files.copy(AsRole.STAGED.resolve(file), installed.resolve(file), COPY_ATTRIBUTES);
    }
    AsRole asrole = front.of(AsRole.in(AWS, home));
    List<String> words = asrole.words(AsRole.ROLE, "--", "echo", "RAN");
    words.replaceAll(word -> word.replace(AsRole.STAGED.toString(), installed.toString()));
    assertEquals(
        new Result(
            125,
            "",
            "asrole: Java takes no jar from a folder with a colon in its name: "
                + installed
                + "\n"),
        asrole.startOther(words.toArray(String[]::new)).result());
  }

  /** The shell reads on where it was: what is put there meanwhile must not be run. */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"JAR", "SH"})
  void goesOnWhenTheScriptIsOverwrittenWhileJavaRuns(Front front) throws IOException {
    Path installed = home.resolve("installed");
    Result copied =
        AsRole.in(AWS, home)
            .startOther("cp", "-r", AsRole.STAGED.toString(), installed.toString())
            .result();
    assertEquals(0, copied.exitCode(), copied::err);
    AsRole asrole = front.of(AsRole.in(AWS, home));
    Path jdk = home.resolve("slow");
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        "#!/bin/sh\n"
            + "for f in bin/asrole lib/slow.sh; do yes 'echo OVERWRITTEN; exit 0' | head -c 40000 >"
            + installed
            + "/$f; done\nexec "
            + AsRole.JAVA_HOME
            + "/bin/java \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> words = asrole.words(AsRole.ROLE, "--", "echo", "RAN");
    words.replaceAll(word -> word.replace(AsRole.STAGED.toString(), installed.toString()));
    Result result =
        asrole.with("JAVA_HOME", jdk.toString()).startOther(words.toArray(String[]::new)).result();
    assertEquals(new Result(0, "RAN\n", ""), result);
  }

  /** Where sh is bash, the environment has options and functions, too. */
  @Test
  void printsNoSecretAndRunsNoFunctionOfTheEnvironment() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/bash")), "SKIPPED: bash is not installed");
    Path sh = Files.createSymbolicLink(home.resolve("sh"), Path.of("/usr/bin/bash"));
    AsRole asrole = AsRole.in(AWS, home).readBy(List.of(sh.toString()));
    String print = "echo $AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN";
    for (String options : List.of("xtrace", "verbose", "xtrace:verbose")) {
      for (String start : List.of("cold", "warm")) {
        Result result =
            asrole
                .with("PS4", "+ $AWS_SECRET_ACCESS_KEY ")
                .under("/usr/bin/env", "SHELLOPTS=" + options)
                .become("/bin/dash", "-c", print);
        assertEquals(0, result.exitCode(), result::err);
        for (String secret : result.out().trim().split(" ", -1)) {
          assertTrue(secret.length() >= 40, secret);
          assertFalse(result.err().contains(secret), start + " " + options);
        }
      }
      assertEquals(0, asrole.run("forget", "--all").exitCode());
    }
    AsRole functions = asrole;
    for (String name :
        List.of(
            "cd",
            "pwd",
            "command",
            "printf",
            "read",
            "[",
            "readlink",
            "flock",
            "stat",
            "java",
            "ls",
            "mkdir",
            "tr",
            "wc",
            "date")) {
      functions = functions.with("BASH_FUNC_" + name + "%%", "() { echo FUNCTION " + name + "; }");
    }
    assertEquals(new Result(0, "RAN\n", ""), functions.become("/bin/echo", "RAN"));
    assertEquals(new Result(0, "RAN\n", ""), functions.become("/bin/echo", "RAN"));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SH")
  void warnsWhereTheProgramPassesNoCredentialsOn(Front front) throws IOException {
    Path bin = Files.createDirectory(home.resolve("programs"));
    for (String name : List.of("sudo", "ssh", "docker", "su")) {
      Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\necho ran\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    AsRole asrole = front.of(AsRole.in(AWS, home));
    asrole = asrole.with("PATH", bin + ":" + asrole.get("PATH"));
    for (String[] command :
        new String[][] {
          {"sudo", "id"},
          {bin + "/sudo", "id"},
          {"ssh", "host"},
          {"docker", "run", "x"},
          {"su", "-", "u"}
        }) {
      Result result = asrole.become(command);
      String name = command[0].substring(command[0].lastIndexOf('/') + 1);
      String begins =
          "asrole: warning: "
              + name
              + " does not pass on the credentials, so its command does not run as"
              + " ExampleAssumedRole; use instead: ";
      assertTrue(result.err().startsWith(begins) && result.err().lines().count() == 1, result::err);
      assertEquals("ran\n", result.out());
    }
    for (String[] command :
        new String[][] {
          {"sudo", "-E", "id"},
          {"su", "u"},
          {"docker", "ps"},
          {"docker", "run", "-e", "AWS_REGION", "x"},
          {"ssh", "-o", "SendEnv=AWS_*", "host"}
        }) {
      assertEquals(new Result(0, "ran\n", ""), asrole.become(command));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JAR")
  void saysThatTheArgumentsAreTooMany(Front front) {
    AsRole asrole = front.of(AsRole.in(AWS, home));
    assertEquals(0, asrole.become("true").exitCode());
    assertEquals(
        new Result(126, "", "asrole: cannot execute /bin/true: Argument list too long\n"),
        asrole.under(Machine.script("growing-environment.sh")).become("/bin/true"));
  }
}
