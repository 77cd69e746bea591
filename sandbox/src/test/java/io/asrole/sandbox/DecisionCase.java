// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;

/**
 * A line of a file in {@code decisions}, such as {@code {"name": "...", "page": "https://...",
 * "request": {...}, "expect": "Allowed"}}.
 *
 * @param name a sentence
 * @param page the page of AWS's documentation that gives the decision
 * @param request the line for {@code asrole-sandbox decide}
 * @param expect the decision, or {@code Error} if the line must be refused
 */
record DecisionCase(String name, String page, String request, String expect) {
  private static final Path FOLDER = Path.of("src/test/resources/decisions");
  private static final String REQUEST = "\"request\": ";
  private static final String EXPECT = ", \"expect\": \"";

  static List<DecisionCase> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .sorted()
          .flatMap(DecisionCase::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<DecisionCase> read(Path file) {
    try {
      return Files.readAllLines(file).stream().map(DecisionCase::parse);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DecisionCase parse(String line) {
    JsonNode node = JsonNodeParser.create().parse(line);
    String request =
        line.substring(line.indexOf(REQUEST) + REQUEST.length(), line.lastIndexOf(EXPECT));
    return new DecisionCase(text(node, "name"), text(node, "page"), request, text(node, "expect"));
  }

  private static String text(JsonNode node, String member) {
    return node.field(member).orElseThrow().asString();
  }

  @Override
  public String toString() {
    return name;
  }
}
