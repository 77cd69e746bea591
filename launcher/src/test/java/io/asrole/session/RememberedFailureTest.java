// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AsroleException;
import io.asrole.AwsError;
import io.asrole.FailureCause;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RememberedFailureTest {
  private static final Instant NOON = Examples.NOON;
  private final RememberedFailure refusal =
      RememberedFailure.create(
          AsroleException.refused("AccessDenied: no")
              .withFailureCause(FailureCause.DENIED)
              .withAwsError(new AwsError("arn:aws:iam::123456789012:role/R", "AccessDenied", "no")),
          NOON);
  private final RememberedFailure outage =
      RememberedFailure.create(AsroleException.unavailable("no answer"), NOON);

  @Test
  void thoseWhoWaitedShareEitherFailure() {
    Instant before = NOON.minusSeconds(20);
    assertTrue(refusal.answers(before, NOON.plusSeconds(30)));
    assertTrue(outage.answers(before, NOON.plusSeconds(30)));
    assertTrue(outage.answers(NOON, NOON));
  }

  @Test
  void whoComesSoonAfterSharesARefusalOnly() {
    Instant after = NOON.plusMillis(1);
    assertTrue(refusal.answers(after, NOON.plusMillis(4999)));
    assertFalse(refusal.answers(after, NOON.plusSeconds(5)));
    assertFalse(outage.answers(after, NOON.plusMillis(2)));
  }

  @Test
  void anOutageIsRememberedForThoseWhoHaveASession() {
    assertTrue(outage.outage(NOON.plusMillis(4999)));
    assertFalse(outage.outage(NOON.plusSeconds(5)));
    assertFalse(refusal.outage(NOON));
  }

  @Test
  void aFailureOfTheFutureSaysNothing() {
    Instant before = NOON.minusMillis(1);
    assertFalse(refusal.answers(before, before));
    assertFalse(outage.outage(before));
  }

  @Test
  void readsWhatItWrote() {
    assertEquals(Optional.of(refusal), RememberedFailure.read(refusal.write()));
    assertEquals("AccessDenied: no", refusal.toException().sentence());
    assertEquals(FailureCause.DENIED, refusal.toException().failureCause());
  }

  @Test
  void noTruncationIsAFailure() {
    byte[] bytes = refusal.write();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertEquals(Optional.empty(), RememberedFailure.read(cut), "" + length);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noon\nREFUSED\nNONE\nx\n",
        "2026-01-01T12:00:00Z\nREFUSED\nWHY\nx\n",
        "2026-01-01T12:00:00Z\nMAYBE\nNONE\nx\n",
        "\n\n\n\n\n"
      })
  void garbageIsNone(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(Optional.empty(), RememberedFailure.read(bytes));
  }
}
