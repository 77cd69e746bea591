// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Reads the server's clock from the Date header of the latest answer, successful or not.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1">RFC 9110, Date</a>
 */
final class DateHeader implements ExecutionInterceptor {
  private final InstantSource clock;
  private volatile @Nullable Duration difference;

  DateHeader(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * How far the server's clock is ahead of this host's, in whole seconds; empty without a Date
   * header.
   */
  Optional<Duration> difference() {
    return Optional.ofNullable(difference);
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    context.httpResponse().firstMatchingHeader("Date").ifPresent(this::read);
  }

  void read(String date) {
    try {
      Instant there = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
      difference = Duration.between(clock.instant().truncatedTo(ChronoUnit.SECONDS), there);
    } catch (DateTimeException e) {
      // an invalid date is ignored
    }
  }
}
