// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asrole.AsroleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreHealthTest {
  @TempDir Path home;

  @Test
  void makesNoStoreByLooking() throws AsroleException {
    Path store = home.resolve("not/there/asrole");
    assertEquals(new StoreHealth(false, 0, 0, null), StoreHealth.read(store));
    assertFalse(Files.exists(home.resolve("not")));
  }

  @Test
  void countsSessions() throws AsroleException, IOException {
    StoreFolder folder = StoreFolder.open(home.resolve("asrole"));
    folder.write("a.session", new byte[0]);
    folder.write("a.lock", new byte[0]);
    assertEquals(new StoreHealth(true, 1, 0, null), StoreHealth.read(home.resolve("asrole")));
  }

  @Test
  void refusesWhatAStartRefuses() throws IOException {
    Path store = Files.createDirectory(home.resolve("asrole"));
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThrows(AsroleException.class, () -> StoreHealth.read(store));
  }

  @Test
  void saysWhyThereCanBeNone() throws AsroleException {
    assertEquals(
        new StoreHealth(false, 0, 0, "neither HOME nor XDG_CACHE_HOME is an absolute path"),
        StoreHealth.read(Path.of("?/.cache/asrole")));
    assertEquals(
        new StoreHealth(false, 0, 0, "/proc cannot be written to"),
        StoreHealth.read(Path.of("/proc/x/asrole")));
  }
}
