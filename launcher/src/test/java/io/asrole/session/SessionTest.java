// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.session.Session.Life;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest {
  @ParameterizedTest
  @CsvSource({
    // an hour: the last third begins at 40 min, the last quarter at 45 min
    "3600, 0, FRESH",
    "3600, 2400, FRESH",
    "3600, 2401, RENEWABLE",
    "3600, 2699, RENEWABLE",
    "3600, 2700, STALE",
    "3600, 3599, STALE",
    "3600, 3600, EXPIRED",
    "3600, 9999, EXPIRED",
    // a clock set back by a minute may be one that was corrected, by more says nothing
    "3600, -60, FRESH",
    "3600, -61, EXPIRED",
    // twelve hours: 15 minutes are enough, a quarter would be three hours
    "43200, 28800, FRESH",
    "43200, 28801, RENEWABLE",
    "43200, 42299, RENEWABLE",
    "43200, 42300, STALE",
    // fifteen minutes
    "900, 600, FRESH",
    "900, 674, RENEWABLE",
    "900, 675, STALE",
    // longer than AWS gives, but for a clock that is a little wrong
    "44100, 0, FRESH",
    "44101, 0, EXPIRED",
    "44101, 1, FRESH",
    // none at all
    "0, 0, EXPIRED"
  })
  void aLifeHasItsStages(long life, long age, Life expected) {
    Session session = Examples.session(Examples.NOON, Duration.ofSeconds(life));
    assertEquals(expected, session.lifeAt(Examples.NOON.plusSeconds(age)));
  }
}
