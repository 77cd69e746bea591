// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session file that is not whole, or not ours alone, is a miss and is overwritten. */
@Tag("one-jdk")
class StoreIT {
  private static final String ROLE = "ExampleAssumedRole";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;
  private AsRole asrole;
  private StoredSession session;
  private String firstKey;

  @BeforeEach
  void openASession() {
    // By java -jar, which reads the session file at every start.
    asrole = AsRole.in(aws, home).by(Way.JAR);
    firstKey = key();
    session = StoredSession.onlyOneOf(asrole);
  }

  /** What may have become of a session file. */
  enum Damage {
    EMPTY,
    HALF,
    WITHOUT_LAST_BYTE,
    WITH_ANOTHER_SECRET,
    GARBAGE,
    GONE,
    LINK,
    DANGLING_LINK,
    FIFO,
    READABLE_BY_OTHERS,
    OF_ANOTHER_USER,
    FROM_THE_FUTURE,
    ENDING_TOO_LATE;

    void befalls(StoredSession session) throws IOException, InterruptedException {
      Path file = session.file();
      byte[] bytes = session.bytes();
      switch (this) {
        case EMPTY -> session.write(new byte[0]);
        case HALF -> session.write(Arrays.copyOf(bytes, bytes.length / 2));
        case WITHOUT_LAST_BYTE -> session.write(Arrays.copyOf(bytes, bytes.length - 1));
        case WITH_ANOTHER_SECRET -> {
          String text = new String(bytes, StandardCharsets.UTF_8);
          String secret = session.get("secret-access-key");
          String other = (secret.charAt(0) == 'x' ? 'y' : 'x') + secret.substring(1);
          session.write(text.replace(secret, other).getBytes(StandardCharsets.UTF_8));
        }
        case GARBAGE -> session.write("\0\1\2 no session\n".getBytes(StandardCharsets.UTF_8));
        case GONE -> Files.delete(file);
        case LINK -> {
          Path elsewhere = file.resolveSibling("elsewhere");
          Files.move(file, elsewhere);
          Files.createSymbolicLink(file, elsewhere);
        }
        case DANGLING_LINK -> {
          Files.delete(file);
          Files.createSymbolicLink(file, file.resolveSibling("nowhere"));
        }
        case FIFO -> {
          Files.delete(file);
          assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
        }
        case READABLE_BY_OTHERS ->
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        case OF_ANOTHER_USER -> OtherUser.owns(file);
        case FROM_THE_FUTURE -> session.is(Duration.ofMinutes(-10), Duration.ofMinutes(70));
        case ENDING_TOO_LATE -> session.is(Duration.ZERO, Duration.ofHours(13));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void damageIsAMissAndHeals(Damage damage) throws Exception {
    damage.befalls(session);
    String secondKey = key();
    assertNotEquals(firstKey, secondKey);
    assertEquals(secondKey, key());
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(session.file()));
    assertTrue(Files.isRegularFile(session.file()));
    assertFalse(Files.isSymbolicLink(session.file()));
    assertFalse(Files.exists(session.file().resolveSibling("nowhere")));
  }

  @Test
  void aFolderInPlaceOfASessionCostsTheCacheOnly() throws IOException {
    Files.delete(session.file());
    Files.createDirectory(session.file());
    Result result = asrole.run(ROLE, "--", "echo", "started");
    assertEquals("started\n", result.out(), result::err);
    String head = "asrole: warning: session store " + asrole.store() + " is unusable (";
    assertTrue(result.err().startsWith(head), result::err);
    assertTrue(
        result
            .err()
            .endsWith("Is a directory): sessions are not cached, so every start calls AWS\n"),
        result::err);
    assertTrue(Files.isDirectory(session.file()));
    assertEquals(0, asrole.storeFiles(".tmp").size());
  }

  @Test
  void aLockFileThatCannotBeLockedCostsTheQueueOnly() throws Exception {
    Path lock = session.sibling(".lock");
    Files.delete(lock);
    assertEquals(0, new ProcessBuilder("mkfifo", lock.toString()).start().waitFor());
    Files.delete(session.file());
    String secondKey = key();
    assertNotEquals(firstKey, secondKey);
    assertEquals(secondKey, key());
  }

  @Test
  void whatAKilledWriterLeftIsNoSessionAndIsSweptInTime() throws IOException {
    Path half = asrole.store().resolve("." + session.file().getFileName() + ".1.tmp");
    Files.copy(session.file(), half);
    Files.delete(session.file());
    assertNotEquals(firstKey, key());
    assertTrue(Files.exists(half), "swept although young");
    makeOld(half);
    Files.delete(session.file());
    key();
    assertFalse(Files.exists(half));
  }

  @Test
  void sweepsSessionsThatEndedLongAgoWithTheirLocks() throws IOException {
    StoredSession over = copyOf(session, "0".repeat(40));
    over.is(Duration.ofHours(26), Duration.ofHours(-25));
    StoredSession justOver = copyOf(session, "1".repeat(40));
    justOver.is(Duration.ofHours(2), Duration.ofHours(-1));
    for (StoredSession copy : new StoredSession[] {over, justOver}) {
      makeOld(copy.file());
      makeOld(Files.createFile(copy.sibling(".lock")));
    }
    Files.delete(session.file());
    key();
    assertFalse(Files.exists(over.file()));
    assertTrue(Files.exists(justOver.file()));
    assertTrue(Files.exists(justOver.sibling(".lock")));
    assertTrue(Files.exists(session.sibling(".lock")));
    Files.delete(session.file());
    key();
    assertFalse(Files.exists(over.sibling(".lock")));
  }

  private String key() {
    Result result = asrole.run(ROLE, "--", "printenv", "AWS_ACCESS_KEY_ID");
    assertEquals("", result.err());
    assertEquals(0, result.exitCode());
    return result.out();
  }

  private static StoredSession copyOf(StoredSession session, String key) throws IOException {
    Path copy = session.file().resolveSibling(key + ".session");
    Files.copy(session.file(), copy);
    return new StoredSession(copy);
  }

  private static void makeOld(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
  }
}
