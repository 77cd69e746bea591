// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.condition;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Compares a value of a policy with a value of the request. */
final class Comparisons {
  private static final int MOST_DIGITS = 64;
  // Four digits are a year.
  private static final Pattern EPOCH = Pattern.compile("-?(?:\\d{1,3}|\\d{5,12})");
  private static final Pattern DAY = Pattern.compile("\\d{4}(?:-\\d\\d(?:-\\d\\d)?)?");

  private Comparisons() {}

  /** Whether the six parts of the ARNs match, each for itself. */
  static boolean arnLike(String pattern, String arn) {
    String[] patterns = pattern.split(":", 6);
    String[] parts = arn.split(":", 6);
    if (patterns.length != 6 || parts.length != 6) {
      return false;
    }
    for (int i = 0; i < 6; i++) {
      if (!Glob.matches(patterns[i], parts[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param wanted tests the sign of the request's number compared with the policy's
   */
  static boolean number(String fromPolicy, String fromRequest, IntPredicate wanted) {
    Optional<BigDecimal> policy = number(fromPolicy);
    Optional<BigDecimal> request = number(fromRequest);
    return policy.isPresent()
        && request.isPresent()
        && wanted.test(request.get().compareTo(policy.get()));
  }

  static Optional<BigDecimal> number(String text) {
    try {
      return text.length() > MOST_DIGITS ? Optional.empty() : Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * @param wanted tests the sign of the request's time compared with the policy's
   */
  static boolean date(String fromPolicy, String fromRequest, IntPredicate wanted) {
    Optional<Instant> policy = date(fromPolicy);
    Optional<Instant> request = date(fromRequest);
    return policy.isPresent()
        && request.isPresent()
        && wanted.test(request.get().compareTo(policy.get()));
  }

  /** The time that is written as an ISO 8601 date of the W3C profile, or in seconds since 1970. */
  static Optional<Instant> date(String text) {
    try {
      if (EPOCH.matcher(text).matches()) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      if (DAY.matcher(text).matches()) {
        String day = text + "-01-01".substring(Math.min(6, text.length() - 4));
        return Optional.of(LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      return text.length() > MOST_DIGITS
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static boolean address(String range, String address) {
    Optional<IpRange> policy = IpRange.parse(range);
    Optional<IpRange> request = IpRange.parse(address);
    return policy.isPresent() && request.isPresent() && policy.get().contains(request.get());
  }

  static boolean binary(String fromPolicy, String fromRequest) {
    Optional<byte[]> policy = bytes(fromPolicy);
    Optional<byte[]> request = bytes(fromRequest);
    return policy.isPresent() && request.isPresent() && Arrays.equals(policy.get(), request.get());
  }

  /** The bytes that are written in Base64. */
  static Optional<byte[]> bytes(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
