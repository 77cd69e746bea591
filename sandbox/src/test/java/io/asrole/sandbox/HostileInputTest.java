// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that makes a careless parser or matcher overflow its stack, or run for hours. */
class HostileInputTest {
  private static final Decide DECIDE = new Decide();
  private static final int LONG = 8000;
  private static final String MEGABYTE = "x".repeat(1_000_000);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"world\":[", "{\"context\":{\"a\":["})
  void deepNestingIsAnError(String open) {
    assertEquals("Error", decision(open.repeat(100_000)));
  }

  @ParameterizedTest
  @CsvSource({"[,]", "'{\"a\":','1}'"})
  void deepNestingThatIsClosedIsAnError(String open, String close) {
    String deep = open.repeat(50_000) + (close.equals("]") ? "" : "1") + close.repeat(50_000);
    String policy = trust("{\"StringEquals\": {\"sts:ExternalId\": " + deep + "}}");
    assertEquals("Error", decision(request(policy, "{}")));
  }

  @Test
  void aPolicyOfAMegabyteIsAnError() {
    assertEquals(
        "Error",
        decision(request(trust("{\"StringEquals\": {\"a:b\": \"" + MEGABYTE + "\"}}"), "{}")));
  }

  @Test
  void aContextValueOfAMegabyteIsAnError() {
    String context = "{\"aws:UserAgent\": \"" + MEGABYTE + "\"}";
    String condition = "{\"StringLike\": {\"aws:UserAgent\": \"*\"}}";
    assertEquals("Error", decision(request(trust(condition), context)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*y", "x*x*x*x*x*x*x*x*y", "*x?x*?y"})
  void aLongContextValueIsCompared(String pattern) {
    String context = "{\"aws:UserAgent\": \"" + "x".repeat(LONG) + "y\"}";
    String condition = "{\"StringLike\": {\"aws:UserAgent\": \"" + pattern + "\"}}";
    assertEquals("Allowed", decision(request(trust(condition), context)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*a", "*?a", "a*", "?*", "**"})
  void manyWildcardsTakeNoTime(String part) {
    String pattern = part.repeat(500) + "b";
    String condition = "{\"StringLike\": {\"aws:UserAgent\": \"" + pattern + "\"}}";
    String context = "{\"aws:UserAgent\": \"" + "a".repeat(LONG) + "\"}";
    assertEquals("ImplicitlyDenied", decision(request(trust(condition), context)));
  }

  @Test
  void manyWildcardsInAnActionTakeNoTime() {
    String action = "sts:" + "*s".repeat(60) + "b";
    String line = request(trust("{}"), "{}").replace("\"sts:AssumeRole\"", '"' + action + '"');
    assertEquals("Error", decision(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"${", "${${", "$", "${}", "${a, '", "${aws:username}", "${*}"})
  void manyVariablesTakeNoTime(String part) {
    String value = part.repeat(1000 / part.length());
    String condition = "{\"StringLike\": {\"aws:UserAgent\": \"" + value + "\"}}";
    assertNotEquals("Allowed", decision(request(trust(condition), "{\"aws:UserAgent\": \"zzz\"}")));
  }

  @ParameterizedTest
  @CsvSource({
    "1e999999999, 10e999999998",
    "1, 1e999999999",
    "1e-999999999, 1",
    "1e2147483647, 1e2147483646",
    "99999999999999999999999999, 1e26",
  })
  void hugeNumbersTakeNoTime(String policy, String context) {
    for (String operator : List.of("NumericLessThan", "NumericEquals", "NumericGreaterThan")) {
      answered(operator, "aws:MultiFactorAuthAge", policy, context);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+999999999-01-01", "-999999999-01-01T00:00:00Z", "99999999999999999999", "1e99"})
  void strangeDatesTakeNoTime(String date) {
    answered("DateLessThan", "aws:CurrentTime", date, "2026-01-01T00:00:00Z");
    answered("DateGreaterThan", "aws:CurrentTime", "2026-01-01T00:00:00Z", date);
  }

  @Test
  void manyContextKeysTakeNoTime() {
    StringBuilder keys = new StringBuilder("{\"k\": \"v\"");
    for (int i = 0; i < 40_000; i++) {
      keys.append(", \"k").append(i).append("\": \"v\"");
    }
    String context = keys.append("}").toString();
    String condition = "{\"StringEquals\": {\"k39999\": \"v\"}}";
    assertEquals("Allowed", decision(request(trust(condition), context)));
    String line = request(trust(condition), "{}");
    assertEquals(
        "Allowed",
        decision(
            line.replaceFirst("\\{\"account\"", "{\"context\": " + context + ", \"account\"")));
    assertEquals("Error", decision(line.replaceFirst("\\{", "{\"tags\": " + context + ", ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/proc", "big.json", "pipe.json"})
  void aPolicyIsASmallRegularFile(String file) throws IOException, InterruptedException {
    Files.write(folder.resolve("big.json"), new byte[1_000_001]);
    Path pipe = folder.resolve("pipe.json");
    new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor();
    String name = file.startsWith("/") ? file : folder.resolve(file).toString();
    String answer = answer(request('"' + name + '"', "{}")).because();
    String reason = file.equals("big.json") ? "larger than 1 MB" : "not a regular file";
    assertEquals("world.roles[0].trust: cannot read the file " + name + ": " + reason, answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.1", "2130706433", "localhost.", "0x7f.1", "::1%lo"})
  void aHostNameIsNoAddress(String host) {
    String any = "[\"0.0.0.0/0\", \"::/0\"]";
    String condition = "{\"IpAddress\": {\"aws:SourceIp\": " + any + "}}";
    assertNotEquals(
        "Allowed", decision(request(trust(condition), "{\"aws:SourceIp\": \"" + host + "\"}")));
  }

  private static void answered(String operator, String key, String policy, String context) {
    String condition = "{\"%s\": {\"%s\": \"%s\"}}".formatted(operator, key, policy);
    decision(request(trust(condition), "{\"%s\": \"%s\"}".formatted(key, context)));
  }

  private static String decision(String line) {
    return answer(line).decision();
  }

  private static Decide.Answer answer(String line) {
    return assertTimeoutPreemptively(Duration.ofSeconds(5), () -> DECIDE.answer(line));
  }

  private static String trust(String condition) {
    return """
    {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "*"}, \
    "Action": "sts:AssumeRole", "Condition": %s}}"""
        .formatted(condition);
  }

  /** A request for a role that has this trust policy, by itself. */
  private static String request(String trust, String context) {
    return """
    {"caller": "arn:aws:sts::123456789012:assumed-role/Target/alice", \
    "role": "arn:aws:iam::123456789012:role/Target", "context": %s, \
    "world": {"account": "123456789012", "partition": "aws", "region": "us-east-1", \
    "instance": {"id": "i-0123456789abcdef0"}, "roles": [ \
    {"arn": "arn:aws:iam::123456789012:role/Target", "policies": [], "trust": %s}]}}"""
        .formatted(context, trust);
  }
}
