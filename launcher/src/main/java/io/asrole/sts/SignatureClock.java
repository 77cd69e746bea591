// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Computes the difference between the clocks of this host and of AWS from AWS's message about an
 * expired signature.
 *
 * <p>AWS names the time of the signature first and its own in brackets, as in {@code Signature
 * expired: 20160609T184512Z is now earlier than 20160610T013008Z (20160610T014508Z - 15 min.)}.
 */
final class SignatureClock {
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private SignatureClock() {}

  /** The hint to append to AWS's message. */
  static String hint(String message, InstantSource clock) {
    Instant here = clock.instant().truncatedTo(ChronoUnit.SECONDS); // AWS's times have no fractions
    int bracket = message.indexOf('(');
    Optional<Instant> aws =
        bracket < 0 ? Optional.empty() : instant(message.substring(bracket + 1));
    if (aws.isEmpty()) {
      return "; the clock of this host says " + here + ": correct it";
    }
    Duration off = Duration.between(aws.get(), here);
    return "; the clock of this host says "
        + BASIC.format(here)
        + " and that of AWS "
        + BASIC.format(aws.get())
        + ": this host is "
        + format(off.abs())
        + (off.isNegative() ? " behind" : " ahead")
        + "; correct its clock";
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(BASIC.parse(text.split(" ", 2)[0], Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String format(Duration duration) {
    long hours = duration.toHours();
    return (hours > 0 ? hours + " h " : "")
        + duration.toMinutesPart()
        + " min "
        + duration.toSecondsPart()
        + " s";
  }
}
