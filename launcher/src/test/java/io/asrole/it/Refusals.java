// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs whose command leaves a file behind when it is started: refusals must not, others must. */
final class Refusals {
  private static final String ROLE = "ExampleAssumedRole";

  private Refusals() {}

  /** One line on standard error, exit status 125, and the command not started. */
  static void assertRefuses(String sentence, AsRole asrole) {
    assertRefuses(sentence, asrole, List.of(ROLE));
  }

  /** The same with these arguments in the place of the role. */
  static void assertRefuses(String sentence, AsRole asrole, List<String> arguments) {
    Path marker = marker(asrole);
    Result result = run(asrole, arguments, marker);
    assertAll(
        () -> assertEquals("asrole: " + sentence + "\n", result.err()),
        () -> assertEquals("", result.out()),
        () -> assertEquals(125, result.exitCode()),
        () -> assertEquals(false, Files.exists(marker), "the command was started"));
  }

  /** The same where the doctor knows more than the line says. */
  static void assertRefusesWithMore(String sentence, AsRole asrole) {
    assertRefusesWithMore(sentence, asrole, List.of(ROLE));
  }

  /** The same with these arguments, the last of which is the role. */
  static void assertRefusesWithMore(String sentence, AsRole asrole, List<String> arguments) {
    // An option and its value become one argument of the suggested call.
    String call = String.join(" ", arguments).replaceAll("(--[a-z-]+) (?!-)(\\S+)(?= )", "$1=$2");
    assertRefuses(sentence + "; run: asrole doctor " + call, asrole, arguments);
  }

  /** The command is started, and asrole has nothing to say. */
  static void assertStarts(AsRole asrole, String... arguments) {
    Path marker = marker(asrole);
    Result result = run(asrole, arguments.length == 0 ? List.of(ROLE) : List.of(arguments), marker);
    assertAll(
        () -> assertEquals("", result.err()),
        () -> assertEquals(0, result.exitCode()),
        () -> assertTrue(Files.deleteIfExists(marker), "the command was not started"));
  }

  private static Result run(AsRole asrole, List<String> before, Path marker) {
    List<String> arguments = new ArrayList<>(before);
    arguments.addAll(List.of("--", "touch", marker.toString()));
    return asrole.run(arguments.toArray(String[]::new));
  }

  private static Path marker(AsRole asrole) {
    Path marker = asrole.home().resolve("started");
    assertEquals(false, Files.exists(marker), "left over from another run");
    return marker;
  }
}
