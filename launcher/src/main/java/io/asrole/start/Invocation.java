// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.session.WaitBudget;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inputs and outputs of one run of asrole, created once by Main.
 *
 * @param mainClass the name of asrole's main class, to run asrole again in the background
 * @param actual the environment of this process
 * @param environment the environment with the settings of an outer {@code asrole --refresh}
 * @param answer the file from which the asrole script reads the answer; null without the script
 * @param waits how long this start may still wait; the script's waiting is already subtracted
 */
public record Invocation(
    String mainClass,
    List<String> arguments,
    Map<String, String> actual,
    Map<String, String> environment,
    String userHome,
    InstantSource clock,
    PrintWriter out,
    PrintWriter err,
    @Nullable Path answer,
    WaitBudget waits) {

  /** A copy that uses the environment of this process also inside {@code asrole --refresh}. */
  public Invocation withActualEnvironment() {
    return new Invocation(
        mainClass, arguments, actual, actual, userHome, clock, out, err, answer, waits);
  }

  /** A copy that may wait for AWS as long as a start that begins now. */
  Invocation withFreshWaits() {
    return new Invocation(
        mainClass,
        arguments,
        actual,
        environment,
        userHome,
        clock,
        out,
        err,
        answer,
        new WaitBudget(Duration.ZERO));
  }

  /** Prints no values, because the environment may contain keys. */
  @Override
  public String toString() {
    return "Invocation";
  }
}
