// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is no file of the user's own is neither read, followed, written nor waited for. */
class StoreIntrudersIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;
  private AsRole asrole;
  private Path outside;
  private List<Path> places;

  /** What may stand where a file of the store belongs. */
  enum Intruder {
    FIFO,
    FOLDER,
    FULL_FOLDER,
    LINK,
    DEVICE,
    OTHERS_FILE;

    void takes(Path place, Path outside) throws IOException, InterruptedException {
      switch (this) {
        case FIFO -> run("mkfifo", place.toString());
        case FOLDER -> Files.createDirectory(place);
        case FULL_FOLDER -> Files.createDirectories(place.resolve("full"));
        case LINK -> Files.createSymbolicLink(place, outside);
        case DEVICE -> run("mknod", place.toString(), "c", "1", "7"); // as /dev/full
        case OTHERS_FILE -> OtherUser.owns(Files.writeString(place, "others"));
      }
    }

    private static void run(String... command) throws IOException, InterruptedException {
      int status = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
      assumeTrue(status == 0, "SKIPPED: no " + command[0] + " here");
    }
  }

  /** The names of all files that a start by java -jar makes, each as old as a sweep looks for. */
  @BeforeEach
  void learnTheNames() throws IOException {
    asrole = AsRole.in(aws, home).by(Way.JAR);
    assertEquals("started\n", start().out());
    outside = Files.writeString(home.resolve("outside"), "untouched");
    places = new ArrayList<>(asrole.storeFiles(""));
    String session = StoredSession.onlyOneOf(asrole).file().toString();
    for (String ending : List.of(".failure", ".renewing")) {
      places.add(Path.of(session.replaceFirst("\\.session$", ending)));
    }
    Path store = asrole.store();
    places.addAll(
        List.of(
            store.resolve("history.1"),
            store.resolve(AsRole.ROLE + ".refused"),
            store.resolve(AsRole.ROLE + ".claim"),
            store.resolve(AsRole.ROLE + ".herd"),
            store.resolve(".now"),
            store.resolve("0".repeat(40) + ".session"),
            store.resolve("0".repeat(40) + ".lock"),
            store.resolve("." + "0".repeat(40) + ".session.1.tmp")));
    assertTrue(places.stream().anyMatch(place -> place.toString().endsWith(".lock")));
    assertTrue(places.stream().anyMatch(place -> place.endsWith("history")));
  }

  @ParameterizedTest
  @EnumSource(Intruder.class)
  void aStartGoesOnWhateverStandsInTheStore(Intruder intruder) throws Exception {
    takeAllPlaces(intruder);
    Result result = start();
    assertEquals("started\n", result.out(), result::err);
    assertEquals(0, result.exitCode());
    boolean cached = !(intruder == Intruder.FOLDER || intruder == Intruder.FULL_FOLDER);
    String warning = "asrole: warning: session store " + asrole.store() + " is unusable (";
    assertTrue(cached ? result.err().isEmpty() : result.err().startsWith(warning), result::err);
    assertTrue(result.err().lines().count() <= 1, result::err);
    assertEquals("untouched", Files.readString(outside));
    assertEquals("started\n", start().out());
    assertEquals(cached ? 2 : 3, aws.counters().calls("sts.AssumeRole"));
  }

  @ParameterizedTest
  @EnumSource(names = {"FIFO", "FULL_FOLDER", "LINK"})
  void subcommandsDoNotStumbleOverIt(Intruder intruder) throws Exception {
    takeAllPlaces(intruder);
    for (String words : List.of("status", "status --history", "doctor", "forget Deploy")) {
      Result result = asrole.start(words.split(" ")).result(SOON);
      assertFalse(result.err().contains("defect"), words + ": " + result.err());
      assertTrue(result.err().lines().count() <= 1, words + ": " + result.err());
    }
    assertEquals("untouched", Files.readString(outside));
  }

  @Test
  void aFolderWithFilesInItIsNotSweptAndCostsNoWarning() throws Exception {
    Files.delete(StoredSession.onlyOneOf(asrole).file());
    Path old = asrole.store().resolve("0".repeat(40) + ".session");
    Intruder.FULL_FOLDER.takes(old, outside);
    makeOld(old);
    assertEquals(new Result(0, "started\n", ""), start());
    assertTrue(Files.isDirectory(old.resolve("full")));
  }

  private void takeAllPlaces(Intruder intruder) throws Exception {
    for (Path place : places) {
      Files.deleteIfExists(place);
      intruder.takes(place, outside);
      makeOld(place);
    }
  }

  private Result start() {
    return asrole.start(AsRole.ROLE, "--", "echo", "started").result(SOON);
  }

  /** By touch(1): Java opens a file to set its time, and waits for the writer of a FIFO. */
  private static void makeOld(Path file) throws IOException, InterruptedException {
    Intruder.run("touch", "-h", "-d", "25 hours ago", file.toString());
  }
}
