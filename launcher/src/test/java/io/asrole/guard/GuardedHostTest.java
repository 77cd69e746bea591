// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AsroleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedHostTest {
  @TempDir Path folder;

  @Test
  void restrictsAllUsersButRootAndThoseInTheFile() throws Exception {
    GuardedHost host =
        read("# written by setup\n\ngrant=/opt/asrole/bin/asrole-grant\nuids=0 996\n");
    assertEquals(new GuardedHost(Path.of("/opt/asrole/bin/asrole-grant"), Set.of(0L, 996L)), host);
    assertFalse(host.restricts(0));
    assertFalse(host.restricts(996));
    assertTrue(host.restricts(1001));
    assertTrue(host.restricts((int) 4294967290L));
  }

  @Test
  void restrictsAllUsersButRootIfTheFileIsEmpty() throws Exception {
    GuardedHost host = read("");
    assertEquals(Path.of("/usr/bin/asrole-grant"), host.grantProgram());
    assertFalse(host.restricts(0));
    assertTrue(host.restricts(996));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"uids=root", "uids=-1", "uids=99999999999", "uid=0", "open", "grant=asrole-grant"})
  void refusesAFileThatItDoesNotUnderstand(String line) {
    assertThrows(AsroleException.class, () -> read(line));
  }

  private GuardedHost read(String content) throws AsroleException, IOException {
    return GuardedHost.read(Files.writeString(folder.resolve("guard"), content));
  }
}
