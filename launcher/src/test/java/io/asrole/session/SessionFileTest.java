// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionFileTest {
  private final Session session = Examples.session(Examples.NOON, Duration.ofHours(1));
  private final byte[] bytes = SessionFile.write(session);

  @Test
  void readsWhatItWrote() {
    assertEquals(Optional.of(session), SessionFile.read(bytes));
  }

  @Test
  void noTruncationIsASession() {
    for (int length = 0; length < bytes.length; length++) {
      assertEquals(Optional.empty(), SessionFile.read(Arrays.copyOf(bytes, length)), "" + length);
    }
  }

  @Test
  void noFlippedBitIsASession() {
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertEquals(Optional.empty(), SessionFile.read(flipped), "bit " + bit);
    }
  }

  @Test
  void noZeroedTailIsASession() {
    // as a file system may leave it after a power failure
    for (int length = 0; length < bytes.length; length++) {
      byte[] zeroed = Arrays.copyOf(Arrays.copyOf(bytes, length), bytes.length);
      assertEquals(Optional.empty(), SessionFile.read(zeroed), "" + length);
    }
  }

  @Test
  void twoSessionsInOneFileAreNone() {
    String twice = new String(bytes, StandardCharsets.UTF_8).repeat(2);
    assertEquals(Optional.empty(), SessionFile.read(twice.getBytes(StandardCharsets.UTF_8)));
  }
}
