// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.NoJava.assertRunsJava;
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
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
