// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");
  private static final Duration OLD = Duration.ofHours(25);

  @TempDir Path home;
  private StoreFolder folder;

  @BeforeEach
  void open() throws Exception {
    folder = StoreFolder.open(home.resolve("asrole"));
  }

  @Test
  void clearsWhatIsOldAndNothingElse() throws IOException {
    for (String ending : List.of(".failure", ".renewing", ".lock", ".tmp", ".session")) {
      written("old" + ending, new byte[0], OLD);
      written("young" + ending, new byte[0], Duration.ofHours(23));
    }
    written("notes.txt", new byte[0], OLD);
    sweep();
    sweep(); // a lock may have been looked at before its session went
    assertEquals(
        List.of(
            "notes.txt",
            "young.failure",
            "young.lock",
            "young.renewing",
            "young.session",
            "young.tmp"),
        left());
  }

  @Test
  void keepsASessionForADayBeyondItsEndAndItsLockAsLong() throws IOException {
    session("over", NOW.minus(Duration.ofHours(26)));
    session("just-over", NOW.minus(Duration.ofHours(24)));
    session("alive", NOW.minus(Duration.ofMinutes(30)));
    sweep();
    assertEquals(
        List.of("alive.lock", "alive.session", "just-over.lock", "just-over.session"),
        left().stream().filter(name -> !name.equals("over.lock")).toList());
    sweep();
    assertEquals(
        List.of("alive.lock", "alive.session", "just-over.lock", "just-over.session"), left());
  }

  private void session(String name, Instant issued) throws IOException {
    Session session = Examples.session(issued, Duration.ofHours(1));
    written(name + ".session", SessionFile.write(session), OLD);
    written(name + ".lock", new byte[0], OLD);
  }

  private void written(String name, byte[] bytes, Duration age) throws IOException {
    folder.write(name, bytes);
    Files.setLastModifiedTime(folder.ownFile(name), FileTime.from(NOW.minus(age)));
  }

  private void sweep() throws IOException {
    new Sweep(folder, NOW).run();
  }

  private List<String> left() throws IOException {
    return List.copyOf(new TreeSet<>(folder.names()));
  }
}
