// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.decide.Decider;
import io.asrole.sandbox.decide.DecisionLines;
import io.asrole.sandbox.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;

/**
 * Asks for decisions as {@code asrole-sandbox decide} does: one JSON line in, one JSON line out.
 */
final class Decide {
  /**
   * The answer to one line.
   *
   * @param decision the decision; {@code Error} if the line was refused
   * @param because the sentence that explains it
   */
  record Answer(String decision, String because) {}

  private final World world;
  private final boolean lenient;

  Decide() {
    this(World.builtIn());
  }

  Decide(World world) {
    this(world, false);
  }

  private Decide(World world, boolean lenient) {
    this.world = world;
    this.lenient = lenient;
  }

  /** Asks with the option {@code --lenient}. */
  static Decide leniently() {
    return new Decide(World.builtIn(), true);
  }

  /** What the program prints for the line. */
  String line(String request) {
    StringWriter out = new StringWriter();
    Decider decider = new Decider(world, InstantSource.system());
    try {
      new DecisionLines(decider, Path.of(""), lenient, false)
          .answer(
              new BufferedReader(new StringReader(request)),
              new PrintWriter(out),
              new PrintWriter(new StringWriter()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString().strip();
  }

  Answer answer(String request) {
    JsonNode answer = JsonNodeParser.create().parse(line(request));
    return answer
        .field("error")
        .map(error -> new Answer("Error", error.asString()))
        .orElseGet(() -> new Answer(text(answer, "decision"), text(answer, "because")));
  }

  private static String text(JsonNode answer, String member) {
    return answer.field(member).orElseThrow().asString();
  }
}
