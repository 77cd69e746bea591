// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reaches instance metadata on a guarded host. */
class GuardedHostIT {
  /** curl(1): failed to connect. */
  private static final int REFUSED = 7;

  @TempDir Path scratch;

  @Test
  void closesInstanceMetadataToOrdinaryUsersAtBothAddresses() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      for (String url : new String[] {GuardedWorld.METADATA, GuardedWorld.METADATA_V6}) {
        assertEquals(0, host.curl("alice", url), url);
      }
      host.guard("%ops=ReadLogs", "bob=team/Audit");
      for (String url : new String[] {GuardedWorld.METADATA, GuardedWorld.METADATA_V6}) {
        assertEquals(REFUSED, host.curl("alice", url), url);
        assertEquals(REFUSED, host.curl("bob", url), url);
        assertEquals(0, host.curl("root", url), url);
        assertEquals(0, host.curl("asrole", url), url);
      }
    }
  }
}
