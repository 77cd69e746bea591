// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks parameters against their limits and collects STS's validation errors.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
final class Constraints {
  private final List<String> errors = new ArrayList<>();

  /** The limits of a string parameter. */
  record Text(String name, int shortest, int longest, String pattern) {}

  Constraints required(Text limits, Optional<String> value) {
    if (value.isEmpty()) {
      errors.add(
          "Value null at '"
              + limits.name()
              + "' failed to satisfy constraint: Member must not be null");
    }
    return optional(limits, value);
  }

  Constraints optional(Text limits, Optional<String> value) {
    String text = value.orElse(null);
    if (text == null) {
      return this;
    }
    check(
        text.length() <= limits.longest(),
        text,
        limits.name(),
        "have length less than or equal to " + limits.longest());
    check(
        text.length() >= limits.shortest(),
        text,
        limits.name(),
        "have length greater than or equal to " + limits.shortest());
    check(
        Pattern.matches(limits.pattern(), text),
        text,
        limits.name(),
        "satisfy regular expression pattern: " + limits.pattern());
    return this;
  }

  Constraints atMost(int limit, String name, List<?> list) {
    check(
        list.size() <= limit,
        "[" + list.size() + " items]",
        name,
        "have length less than or equal to " + limit);
    return this;
  }

  Constraints between(int least, int most, String name, long value) {
    check(
        value >= least,
        String.valueOf(value),
        name,
        "have value greater than or equal to " + least);
    check(value <= most, String.valueOf(value), name, "have value less than or equal to " + most);
    return this;
  }

  void enforce() throws StsException {
    if (!errors.isEmpty()) {
      throw StsException.validation(errors);
    }
  }

  private void check(boolean holds, String value, String name, String must) {
    if (!holds) {
      errors.add(
          "Value '%s' at '%s' failed to satisfy constraint: Member must %s"
              .formatted(value, name, must));
    }
  }
}
