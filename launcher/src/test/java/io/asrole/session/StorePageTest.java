// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.AsroleException;
import io.asrole.front.WarmFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The examples of docs/architecture.md are files that the store reads, and writes so again. */
class StorePageTest {
  private static final Path PAGE = Path.of("..", "docs", "architecture.md");

  @Test
  void theExampleOfASessionIsOne() throws IOException {
    String example = example("DIGEST.session");
    Optional<Session> session = SessionFile.read(example.getBytes(StandardCharsets.UTF_8));
    assertEquals("ExampleAssumedRole", session.map(Session::given).orElse("garbled"));
    assertEquals(
        example, new String(SessionFile.write(session.orElseThrow()), StandardCharsets.UTF_8));
  }

  @Test
  void theExampleOfAFailureIsOne() throws IOException {
    String example = example("DIGEST.failure");
    Optional<RememberedFailure> failure =
        RememberedFailure.read(example.getBytes(StandardCharsets.UTF_8));
    assertEquals(
        example, failure.map(f -> new String(f.write(), StandardCharsets.UTF_8)).orElse("garbled"));
  }

  @Test
  void theExampleOfAWarmFileHasTheLinesOfOne() throws Exception {
    Session session =
        SessionFile.read(example("DIGEST.session").getBytes(StandardCharsets.UTF_8)).orElseThrow();
    String example = example("ROLE.warm");
    String written =
        new String(
            warmStart(example, "ExampleAssumedRole")
                .lines(
                    session, value(example, "session"), value(example, "region"), Optional.empty())
                .orElseThrow(),
            StandardCharsets.UTF_8);
    assertEquals(written, example);
  }

  @Test
  void theExampleOfARefusalHasTheNamesOfOne() throws Exception {
    String example = example("ROLE.refused");
    String written =
        new String(
            warmStart(example, "Nope").lines(AsroleException.refused("no")).orElseThrow(),
            StandardCharsets.UTF_8);
    assertEquals(names(written), names(example));
  }

  @Test
  void theTableHasEachKindOfFile() throws IOException {
    Set<String> documented =
        Pattern.compile("(?m)^\\| `((?:DIGEST|ROLE|history)\\.?[a-z0-9]*)`")
            .matcher(Files.readString(PAGE))
            .results()
            .map((MatchResult row) -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<StoreFile> ofASession =
        EnumSet.of(StoreFile.SESSION, StoreFile.FAILURE, StoreFile.LOCK, StoreFile.RENEWING);
    Set<String> kinds = new TreeSet<>(Set.of(History.NEWER, History.NEWER + ".lock"));
    for (StoreFile kind : StoreFile.values()) {
      if (kind != StoreFile.TEMPORARY) {
        kinds.add(kind.nameFor(ofASession.contains(kind) ? "DIGEST" : "ROLE"));
      }
    }
    assertEquals(kinds, documented);
  }

  private static WarmFile warmStart(String example, String role) {
    return new WarmFile(
        role,
        value(example, "boot"),
        value(example, "host"),
        value(example, "variables"),
        value(example, "files"),
        "");
  }

  private static String value(String example, String name) {
    return first(Pattern.compile("(?m)^_asrole_" + name + "=(.*)$").matcher(example), name);
  }

  private static String names(String lines) {
    return String.join(
        "\n", lines.lines().map(line -> line.replaceAll("=.*", "")).sorted().toList());
  }

  /** The block behind the paragraph that begins with that name. */
  private static String example(String file) throws IOException {
    Pattern block =
        Pattern.compile("(?s)\n`" + Pattern.quote(file) + "`[^`|]*?[^|]*?```\n(.*?)```\n");
    return first(block.matcher(Files.readString(PAGE)), file);
  }

  private static String first(Matcher found, String name) {
    if (!found.find()) {
      throw new AssertionError("no " + name + " in " + PAGE);
    }
    return found.group(1);
  }
}
