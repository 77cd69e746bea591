// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.session.WaitBudget;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a run of asrole takes from its process, read once by Main.
 *
 * @param mainClass the class with asrole's main method, to run asrole again in the background
 * @param answer where the shell front waits for its answer; null when there is no front
 * @param waits how long this start may wait, less what the shell front has waited
 */
public record Invocation(
    String mainClass,
    List<String> arguments,
    Map<String, String> environment,
    String userHome,
    InstantSource clock,
    PrintWriter out,
    PrintWriter err,
    @Nullable Path answer,
    WaitBudget waits) {

  /** Names nothing: the environment may hold keys. */
  @Override
  public String toString() {
    return "Invocation";
  }
}
