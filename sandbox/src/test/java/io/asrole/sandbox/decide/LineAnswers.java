// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.decide;

import io.asrole.sandbox.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What decide prints for lines of questions about the built-in world.
 *
 * @param out the answers, one for each line
 */
record LineAnswers(int status, List<String> out, String err) {
  static LineAnswers answer(Path folder, boolean lenient, boolean expecting, String... lines)
      throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Decider decider = new Decider(World.builtIn(), () -> Instant.EPOCH);
    int status =
        new DecisionLines(decider, folder, lenient, expecting)
            .answer(
                new BufferedReader(new StringReader(String.join("\n", lines))),
                new PrintWriter(out),
                new PrintWriter(err));
    return new LineAnswers(status, out.toString().lines().toList(), err.toString());
  }

  /** The members in braces, with quotation marks for the apostrophes. */
  static String line(String members) {
    return ("{" + members + "}").replace('\'', '"');
  }
}
