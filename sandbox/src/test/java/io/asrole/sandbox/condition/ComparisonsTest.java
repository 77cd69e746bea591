// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonsTest {
  @ParameterizedTest
  @CsvSource({
    "NumericEquals,            10,                   10.0,                 true",
    "NumericNotEquals,         10,                   11,                   true",
    "NumericNotEquals,         10,                   many,                 true",
    "NumericLessThan,          10,                   9.9,                  true",
    "NumericLessThan,          10,                   10,                   false",
    "NumericLessThan,          10,                   many,                 false",
    "NumericLessThanEquals,    10,                   10,                   true",
    "NumericGreaterThan,       10,                   11,                   true",
    "NumericGreaterThanEquals, 10,                   9,                    false",
    "DateEquals,               2026-01-01T00:00:00Z, 1767225600,           true",
    "DateEquals,               2026-01-01T02:00:00+02:00, 2026-01-01T00:00:00Z, true",
    "DateEquals,               2026,                 2026-01-01T00:00:00Z, true",
    "DateEquals,               2026-02,              2026-02-01T00:00:00Z, true",
    "DateEquals,               2026-02-03,           2026-02-03T00:00:00Z, true",
    "DateNotEquals,            2026-02-03,           2026-02-03T00:00:01Z, true",
    "DateLessThan,             1767225600,           2025-12-31T23:59:59Z, true",
    "DateLessThan,             2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, false",
    "DateLessThanEquals,       2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, true",
    "DateGreaterThan,          2026-01-01T00:00Z,    2026-01-01T00:00:00.5Z, true",
    "DateGreaterThanEquals,    2026-01-02,           2026-01-01,           false",
    "IpAddress,                203.0.113.0/24,       203.0.113.255,        true",
    "IpAddress,                203.0.113.77/24,      203.0.113.1,          true",
    "IpAddress,                203.0.113.0/24,       203.0.114.0,          false",
    "IpAddress,                203.0.113.7,          203.0.113.7,          true",
    "IpAddress,                0.0.0.0/0,            8.8.8.8,              true",
    "IpAddress,                0.0.0.0/0,            2001:db8::1,          false",
    "IpAddress,                2001:db8::/32,        2001:DB8:1:2:3:4:5:6, true",
    "IpAddress,                2001:db8::/33,        2001:db8:8000::,      false",
    "IpAddress,                ::ffff:192.0.2.1,     0:0:0:0:0:ffff:c000:201, true",
    "NotIpAddress,             203.0.113.0/24,       203.0.113.1,          false",
    "NotIpAddress,             203.0.113.0/24,       cloudformation.amazonaws.com, true",
    "BinaryEquals,             QmluYXJ5,             QmluYXJ5,             true",
    "BinaryEquals,             QmluYXJ5,             QmluYXJz,             false",
  })
  void comparesAsTheOperatorSays(String operator, String policy, String request, boolean expected) {
    Operator known = Operator.named(operator).orElseThrow();
    assertEquals(true, known.accepts(policy));
    assertEquals(expected, known.matches(policy, request) != known.negated());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113",
        "203.0.113.256",
        "203.0.113.0/33",
        "203.0.113.0/",
        "1.2.3.4.5",
        "::1::",
        "2001:db8::/129",
        "12345::",
        "1:2:3:4:5:6:7:8:9",
        ":1",
        "1:2:3:4:5:6:7:8::",
        "",
        "/8",
        "a.b.c.d"
      })
  void refusesOtherAddresses(String text) {
    assertEquals(false, IpRange.parse(text).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026-13-01", "2026-1-1", "yesterday", "1e400x", "2026-01-01T00:00"})
  void refusesOtherDates(String text) {
    assertEquals(false, Comparisons.date(text).isPresent());
  }
}
