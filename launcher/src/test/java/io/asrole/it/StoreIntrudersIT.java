// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is no file of the user's own is neither read, followed, written nor waited for. */
@Tag("one-jdk")
class StoreIntrudersIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @AutoClose static final Sandbox AWS = Sandbox.start();
  @TempDir static Path home;
  private static final List<Path> PLACES = new ArrayList<>();

  /** What asrole wrote into its files. */
  private static final Map<Path, byte[]> WRITTEN = new HashMap<>();

  private static AsRole asrole;
  private static Path outside;

  /**
   * What may stand where a file of the store belongs, one for each way through the code. A device
   * and a socket go the way of a FIFO: they are not regular files, and are replaced unopened.
   */
  enum Intruder {
    /** It can be replaced and deleted; to open it would wait for ever. */
    FIFO,
    /** No file can replace it; it can be deleted. */
    FOLDER,
    /** No file can replace it, and it cannot be deleted. */
    FULL_FOLDER,
    /** It can be replaced and deleted; to open it would open a file outside the store. */
    LINK,
    /** Only its owner tells it apart: a session of another user must not be used. */
    OTHERS_FILE;

    void takes(Path place, Path outside) throws IOException, InterruptedException {
      switch (this) {
        case FIFO -> run("mkfifo", place.toString());
        case FOLDER -> Files.createDirectory(place);
        case FULL_FOLDER -> Files.createDirectories(place.resolve("full"));
        case LINK -> Files.createSymbolicLink(place, outside);
        case OTHERS_FILE -> {
          Files.write(place, WRITTEN.getOrDefault(place, "others".getBytes(UTF_8)));
          Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-------"));
          OtherUser.owns(place);
        }
      }
    }

    private static void run(String... command) throws IOException, InterruptedException {
      int status = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
      assumeTrue(status == 0, "SKIPPED: no " + command[0] + " here");
    }
  }

  /** The names of all files that a start by java -jar makes, each as old as a sweep looks for. */
  @BeforeAll
  static void learnTheNames() throws IOException {
    asrole = AsRole.in(AWS, home).by(Way.JAR);
    assertEquals("started\n", start().out());
    outside = Files.writeString(home.resolve("outside"), "untouched");
    PLACES.addAll(asrole.storeFiles(""));
    for (Path place : PLACES) {
      WRITTEN.put(place, Files.readAllBytes(place));
    }
    String session = StoredSession.onlyOneOf(asrole).file().toString();
    for (String ending : List.of(".failure", ".renewing")) {
      PLACES.add(Path.of(session.replaceFirst("\\.session$", ending)));
    }
    Path store = asrole.store();
    PLACES.addAll(
        List.of(
            store.resolve("history.1"),
            store.resolve(AsRole.ROLE + ".refused"),
            store.resolve(AsRole.ROLE + ".claim"),
            store.resolve(AsRole.ROLE + ".herd"),
            store.resolve(".now"),
            store.resolve("0".repeat(40) + ".session"),
            store.resolve("0".repeat(40) + ".lock"),
            store.resolve("." + "0".repeat(40) + ".session.1.tmp")));
    assertTrue(PLACES.stream().anyMatch(place -> place.toString().endsWith(".lock")));
    assertTrue(PLACES.stream().anyMatch(place -> place.endsWith("history")));
  }

  @BeforeEach
  void emptyTheStore() {
    String again = "rm -r \"$1\" && mkdir -m 1700 \"$1\"";
    Result result = asrole.startOther("sh", "-c", again, "sh", asrole.store() + "").result();
    assertEquals(new Result(0, "", ""), result);
  }

  @ParameterizedTest
  @EnumSource(Intruder.class)
  void aStartGoesOnWhateverStandsInTheStore(Intruder intruder) throws Exception {
    takeAllPlaces(intruder);
    long before = AWS.counters().calls("sts.AssumeRole");
    Result result = start();
    assertEquals("started\n", result.out(), result::err);
    assertEquals(0, result.exitCode());
    boolean cached = !(intruder == Intruder.FOLDER || intruder == Intruder.FULL_FOLDER);
    String warning = "asrole: warning: session store " + asrole.store() + " is unusable (";
    assertTrue(cached ? result.err().isEmpty() : result.err().startsWith(warning), result::err);
    assertTrue(result.err().lines().count() <= 1, result::err);
    assertEquals("untouched", Files.readString(outside));
    assertEquals("started\n", start().out());
    assertEquals(cached ? 1 : 2, AWS.counters().calls("sts.AssumeRole") - before);
  }

  /** They open and delete: what waits when it is opened, and what cannot be deleted. */
  @ParameterizedTest
  @EnumSource(names = {"FIFO", "FULL_FOLDER"})
  void subcommandsDoNotStumbleOverIt(Intruder intruder) throws Exception {
    takeAllPlaces(intruder);
    Path store = asrole.store();
    assertEquals(
        new Result(0, "", "asrole: no role sessions in " + store + "\n"), runSoon("status"));
    assertEquals(
        new Result(0, "", "asrole: no history in " + store + "\n"), runSoon("status", "--history"));
    Result doctor = runSoon("doctor");
    assertTrue(doctor.out().contains("\nok    store        " + store + ": "), doctor::toString);
    assertEquals(new Result(0, doctor.out(), ""), doctor);
    Result forget = runSoon("forget", "Deploy");
    String said =
        intruder == Intruder.FIFO
            ? "asrole: no cached session for Deploy; see asrole status\n"
            : "asrole: cannot remove ";
    assertTrue(forget.err().startsWith(said), forget::toString);
    assertEquals(1, forget.err().lines().count(), forget::toString);
    assertEquals(intruder == Intruder.FIFO ? 0 : 125, forget.exitCode());
    assertEquals("untouched", Files.readString(outside));
  }

  @Test
  void aFolderWithFilesInItIsNotSweptAndCostsNoWarning() throws Exception {
    Path old = asrole.store().resolve("0".repeat(40) + ".session");
    Intruder.FULL_FOLDER.takes(old, outside);
    makeOld(old);
    assertEquals(new Result(0, "started\n", ""), start());
    assertTrue(Files.isDirectory(old.resolve("full")));
  }

  private void takeAllPlaces(Intruder intruder) throws Exception {
    for (Path place : PLACES) {
      intruder.takes(place, outside);
      makeOld(place);
    }
  }

  private static Result start() {
    return runSoon(AsRole.ROLE, "--", "echo", "started");
  }

  private static Result runSoon(String... arguments) {
    return asrole.start(arguments).result(SOON);
  }

  /** By touch(1): Java opens a file to set its time, and waits for the writer of a FIFO. */
  private static void makeOld(Path file) throws IOException, InterruptedException {
    Intruder.run("touch", "-h", "-d", "25 hours ago", file.toString());
  }
}
