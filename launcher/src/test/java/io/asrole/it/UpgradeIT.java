// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.NoJava.assertRunsJava;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What a version of asrole does with the files that another version left in the session store. */
@Tag("one-jdk")
class UpgradeIT {
  private static final String PRINT_KEY = "echo $AWS_ACCESS_KEY_ID";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;
  private AsRole asrole;
  private String key;

  @BeforeEach
  void openASession() {
    asrole = AsRole.in(aws, home);
    key = asrole.become("sh", "-c", PRINT_KEY).out();
  }

  @Test
  void anotherVersionUsesTheSessionsOfThisOne() throws IOException {
    Path script = installOtherVersion();
    String[] start = {script.toString(), AsRole.ROLE, "--", "sh", "-c", PRINT_KEY};

    assertEquals(new Result(0, key, ""), asrole.startOther(start).result(), "a warm start");
    for (Path warm : asrole.storeFiles(".warm")) {
      Files.delete(warm);
    }
    assertEquals(new Result(0, key, ""), asrole.startOther(start).result(), "a start with Java");
    assertEquals(1, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void aSessionFileOfAnotherFormatIsReplacedInSilence() {
    StoredSession session = StoredSession.onlyOneOf(asrole);
    String text = new String(session.bytes(), StandardCharsets.UTF_8);
    assertTrue(text.startsWith("asrole session 1\n"), text);
    String body =
        text.substring(0, text.lastIndexOf("sha256="))
            .replaceFirst("asrole session 1", "asrole session 2");
    session.write(
        (body + "sha256=" + StoredSession.sha256(body) + "\n").getBytes(StandardCharsets.UTF_8));

    Result result = asrole.by(Way.JAR).become("sh", "-c", PRINT_KEY);

    assertEquals("", result.err());
    assertNotEquals(key, result.out());
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
    assertTrue(new String(session.bytes(), StandardCharsets.UTF_8).startsWith("asrole session 1"));
  }

  @Test
  void aWarmFileOfAnotherFormatIsNotUsed() throws IOException {
    Path warm = asrole.storeFiles(".warm").get(0);
    String text = Files.readString(warm);
    String other = text.replaceFirst("(?m)^(_asrole_variables=['\"\\\\]*)4", "$13");
    assertNotEquals(text, other);
    FileTime end = Files.getLastModifiedTime(warm);
    Files.writeString(warm, other);
    Files.setLastModifiedTime(warm, end);

    assertRunsJava(asrole, AsRole.ROLE);
    assertEquals(new Result(0, key, ""), asrole.become("sh", "-c", PRINT_KEY));
    assertEquals(text, Files.readString(warm));
  }

  /**
   * A package manager replaces one file after the other. In this test, the old slow.sh does so when
   * the start reads it.
   */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JAR")
  void aStartOfTheNewScriptWaitsForTheSecondNewFile(Front front) throws IOException {
    Path script = installOtherVersion();
    Path slow = slowPartOf(script);
    Path newSlow = Files.move(slow, home.resolve("new slow.sh"));
    Files.writeString(slow, "mv '" + newSlow + "' '" + slow + "'\n_asrole_slow_version=9.8.6\n");

    assertEquals(new Result(0, "RAN\n\n", ""), startCold(front, script));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JAR")
  void aStartOfTheOldScriptBeginsAgainWithTheNewScript(Front front) throws IOException {
    Path script = installOtherVersion();
    Path slow = slowPartOf(script);
    Path newScript = Files.copy(script, home.resolve("new asrole"), COPY_ATTRIBUTES);
    Files.writeString(script, Files.readString(script).replace("9.8.7", "9.8.6"));
    String whole = Files.readString(slow);
    Files.writeString(slow, "mv '" + newScript + "' '" + script + "' 2>/dev/null\n" + whole);

    assertEquals(new Result(0, "RAN\n\n", ""), startCold(front, script));
  }

  @Test
  void aStartSaysThatItsTwoFilesStayOfDifferentVersions() throws IOException {
    Path script = installOtherVersion();
    Files.writeString(slowPartOf(script), "_asrole_slow_version=9.8.6\n");

    assertEquals(
        new Result(
            125,
            "",
            "asrole: cannot read "
                + script.resolveSibling("../lib/slow.sh")
                + ", or it is of another version; reinstall asrole\n"),
        startCold(Front.SH, script));
  }

  /** A warm start needs the second file only to renew the session in the background. */
  @Test
  void aWarmStartDoesNotWaitForTheSecondFile() throws IOException {
    Path script = installOtherVersion();
    Files.writeString(slowPartOf(script), "false\n");
    for (Path renew : asrole.storeFiles(".renew")) {
      Files.setLastModifiedTime(renew, FileTime.from(Instant.EPOCH));
    }

    assertEquals(
        new Result(0, key, ""),
        asrole.startOther(script.toString(), AsRole.ROLE, "--", "sh", "-c", PRINT_KEY).result());
  }

  private static Path slowPartOf(Path script) {
    return script.resolveSibling("../lib/slow.sh").normalize();
  }

  /** Runs a start that needs Java. The command prints the variables of the script that it has. */
  private Result startCold(Front front, Path script) throws IOException {
    for (Path warm : asrole.storeFiles(".warm")) {
      Files.delete(warm);
    }
    List<String> words =
        front.of(asrole).words(AsRole.ROLE, "--", "sh", "-c", "echo RAN; env | grep _asrole; echo");
    words.replaceAll(
        word -> word.equals("" + AsRole.STAGED.resolve("bin/asrole")) ? "" + script : word);
    return asrole.startOther(words.toArray(String[]::new)).result();
  }

  /** The scripts and the id of the jar have another version. Returns the script. */
  private Path installOtherVersion() throws IOException {
    Path installed = home.resolve("other");
    Path script = Files.createDirectories(installed.resolve("bin")).resolve("asrole");
    Files.createDirectories(installed.resolve("lib"));
    for (String name : List.of("bin/asrole", "lib/slow.sh", "lib/asrole.id")) {
      String text = Files.readString(AsRole.STAGED.resolve(name));
      String other = text.replace(AsRole.VERSION, "9.8.7");
      assertNotEquals(text, other, name);
      Files.writeString(installed.resolve(name), other);
    }
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.copy(AsRole.STAGED.resolve("lib/asrole.jar"), installed.resolve("lib/asrole.jar"));
    return script;
  }
}
