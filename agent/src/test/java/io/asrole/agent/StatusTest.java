// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final SdkCopies copies = new SdkCopies(Hook.INSTANCE);
  private Instant now = START;
  private final Status status =
      new Status(
          clock(), new Log(new PrintStream(err, true), clock()), copies, new LoadedSubsystems());

  @AfterEach
  void clearsTheProperty() {
    System.clearProperty("asrole.status");
  }

  @Test
  void changesItsStateByTheClock() {
    status.setRole("Role");
    assertEquals("waiting Role", told());
    status.credentialsChanged(credentials());
    assertEquals("idle Role until 2026-01-01T01:00:00Z", told());
    hookAnSdk();
    status.update(LONGEST_SLEEP);
    assertEquals("active Role until 2026-01-01T01:00:00Z", told());
    assertTrue(status.isActive());
    assertEquals(3600, status.getSecondsLeft());
    assertEquals(START.getEpochSecond(), status.getLastSuccess());
    now = START.plusSeconds(3600);
    status.update(LONGEST_SLEEP);
    assertEquals("expired Role until 2026-01-01T01:00:00Z", told());
    assertFalse(status.isActive());
    assertEquals(0, status.getSecondsLeft());
    status.setRole(null);
    assertEquals("detached", told());
  }

  @Test
  void printsTheRoleAndEachHookedSdkOnce() {
    status.setRole("Role");
    status.credentialsChanged(credentials());
    hookAnSdk();
    hookAnSdk();
    status.update(LONGEST_SLEEP);
    status.update(LONGEST_SLEEP);
    status.credentialsChanged(credentials());
    assertEquals(
        List.of(
            "asrole: 2026-01-01T00:00:00Z this JVM uses the role Role until 2026-01-01T01:00:00Z;"
                + " the agent renews it",
            "asrole: 2026-01-01T00:00:00Z hooked the AWS SDK software.amazon.awssdk"),
        said());
  }

  @Test
  void printsTheExpirationAtOnceAndEveryTenMinutes() {
    status.setRole("Role");
    status.credentialsChanged(credentials());
    now = START.plusSeconds(3590);
    assertEquals(Duration.ofSeconds(10), status.update(LONGEST_SLEEP));
    err.reset();
    for (int second = 0; second < 1260; second += 30) {
      now = START.plusSeconds(3600 + second);
      status.update(LONGEST_SLEEP);
    }
    String ended =
        "the credentials for Role expired 2026-01-01T01:00:00Z: AWS rejects this JVM's calls with"
            + " ExpiredToken until they are refreshed";
    assertEquals(
        List.of(
            "asrole: 2026-01-01T01:00:00Z " + ended,
            "asrole: 2026-01-01T01:10:00Z " + ended,
            "asrole: 2026-01-01T01:20:00Z " + ended),
        said());
  }

  @Test
  void countsEveryFailureAndPrintsAChangingReasonOnceAMinute() {
    status.setRole("Role");
    status.credentialsChanged(credentials());
    err.reset();
    for (int second = 0; second < 90; second++) {
      now = START.plusSeconds(second);
      status.refreshFailed(AgentException.notRenewed("request " + second));
    }
    assertEquals(90, status.getFailures());
    assertEquals("request 89", status.getLastError());
    String cannot =
        "cannot refresh the credentials for Role, which expire 2026-01-01T01:00:00Z: request ";
    assertEquals(
        List.of(
            "asrole: 2026-01-01T00:00:00Z " + cannot + "0",
            "asrole: 2026-01-01T00:01:00Z " + cannot + "60"),
        said());
  }

  private void hookAnSdk() {
    String name = "software/amazon/awssdk/auth/credentials/DefaultCredentialsProvider";
    copies.addHooked(name, Objects.requireNonNull(HookTable.findRow(name)), null);
  }

  private static String told() {
    return System.getProperty("asrole.status", "");
  }

  private List<String> said() {
    return err.toString(UTF_8).lines().toList();
  }

  private static Credentials credentials() {
    return new Credentials("ASIA", "secret", "token", START.plusSeconds(3600), null);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}
