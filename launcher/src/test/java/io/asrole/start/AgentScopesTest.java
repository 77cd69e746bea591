// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Option;

/** The scopes of the agent are the same in the agent, the launcher and the documentation. */
class AgentScopesTest {
  private static final Path ROOT = Path.of("..");
  private static final Path AGENT = ROOT.resolve("agent/src/main/java/io/asrole/agent");

  private final List<String> scopes = new ArrayList<>();

  AgentScopesTest() {
    new AgentFlag.Scopes().forEach(scopes::add);
  }

  @Test
  void areTheConstantsOfTheAgent() throws Exception {
    String source = Files.readString(AGENT.resolve("Scope.java"));
    List<String> constants =
        findAll("(?m)^  ([A-Z_]+),?$", source).stream()
            .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    assertEquals(scopes, constants);
  }

  @Test
  void areInTheUsageSentenceOfTheAgent() throws Exception {
    String source = Files.readString(AGENT.resolve("AgentException.java"));
    assertTrue(source.contains("[,scope=" + String.join("|", scopes) + "]"), source);
  }

  @Test
  void areInTheHelpOfAttach() throws Exception {
    String help =
        String.join(
            " ",
            Class.forName("io.asrole.cli.AttachCommand")
                .getDeclaredField("scope")
                .getAnnotation(Option.class)
                .description());
    for (String scope : scopes) {
      assertTrue(help.contains(scope), help);
    }
  }

  @Test
  void areInTheOptionsOfTheDocumentation() throws Exception {
    String row =
        Files.readString(ROOT.resolve("docs/agent.md"))
            .lines()
            .filter(line -> line.startsWith("| `scope="))
            .findFirst()
            .orElseThrow();
    assertEquals(scopes, findAll("`([a-z-]+)`:", row));
    assertTrue(row.endsWith("| `ambient` |"), row);
  }

  private static List<String> findAll(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }
}
