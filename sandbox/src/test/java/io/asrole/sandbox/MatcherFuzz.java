// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;

/**
 * Any operator, policy value and context value get a decision or an error within a second of CPU
 * time. The input has them as its first three lines.
 */
class MatcherFuzz {
  private static final Decide DECIDE = new Decide();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long SECOND = 1_000_000_000;

  static {
    // The first line loads the classes, which Jazzer changes.
    DECIDE.answer(request("StringLike", "${aws:username}*", "x"));
  }

  @DictionaryEntries({
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "ArnLike",
    "ArnNotEquals",
    "NumericLessThan",
    "NumericEquals",
    "DateLessThan",
    "DateEquals",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "NotIpAddress",
    "Null",
    "IfExists",
    "ForAllValues:",
    "ForAnyValue:",
    "${aws:username}",
    "${aws:PrincipalTag/team, 'x'}",
    "${*}",
    "${?}",
    "${$}",
    "203.0.113.0/24",
    "2001:db8::/32",
    "2026-06-01T00:00:00Z",
    "1e9",
    "arn:aws:iam::*:role/*"
  })
  @FuzzTest(maxDuration = "10s")
  void decidesOnAnyCondition(byte[] bytes) {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", 3);
    if (lines.length < 3) {
      return;
    }
    String line = request(lines[0], lines[1], lines[2]);
    long begin = THREADS.getCurrentThreadCpuTime();
    DECIDE.answer(line);
    if (THREADS.getCurrentThreadCpuTime() - begin > SECOND) {
      throw new AssertionError("more than a second for " + line);
    }
  }

  private static String request(String operator, String policyValue, String value) {
    return """
        {"caller": "arn:aws:sts::123456789012:assumed-role/Target/alice", \
        "role": "arn:aws:iam::123456789012:role/Target", "context": {"example:Key": %s}, \
        "world": {"account": "123456789012", "partition": "aws", "region": "us-east-1", \
        "instance": {"id": "i-0123456789abcdef0"}, "roles": [ \
        {"arn": "arn:aws:iam::123456789012:role/Target", "policies": [], "trust": \
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "*"}, \
        "Action": "sts:AssumeRole", "Condition": {%s: {"example:Key": %s}}}}}]}}"""
        .formatted(quoted(value), quoted(operator), quoted(policyValue));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean plain = c >= ' ' && c < 0x7f && c != '"' && c != '\\';
      quoted.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return quoted.append('"').toString();
  }
}
