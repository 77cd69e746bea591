// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AwsVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The lists that stand in the script and in Java are the same. */
class ScriptContractTest {
  private static final Path SCRIPTS = Path.of("src/main/sh");

  @Test
  void theScriptComparesTheVariablesOfAWarmStartInTheirOrder() throws IOException {
    String line = find("bin/warm-file.sh", "\"4,\\$2,\\$_asrole_guarded,(.*),\" \\]");
    assertEquals(
        AwsVariables.DECISIVE,
        List.of(line.split(",")).stream().map(variable -> variable.substring(1)).toList());
  }

  @Test
  void theScriptRemovesTheVariablesThatJavaRemoves() throws IOException {
    String names = find("bin/warm-start.sh", "(?s)_asrole_removed='(AWS_.*?)'");
    Set<String> removed = new TreeSet<>(AwsVariables.REMOVED);
    removed.remove("ASROLE_AGENT"); // the script removes it with the option that it stands for
    assertEquals(removed, new TreeSet<>(List.of(names.split("\\s+"))));
  }

  @Test
  void theScriptSetsTheVariablesThatJavaSets() throws IOException {
    String exports = find("bin/warm-start.sh", "(?s)\\n  (export AWS_ACCESS_KEY_ID=.*?)\\n}");
    Set<String> set =
        Pattern.compile("(A[A-Z_]+)=")
            .matcher(exports)
            .results()
            .map(name -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(AwsVariables.SET), set);
  }

  @Test
  void theScriptComparesTheOtherVariablesOfAWarmStartWithRefresh() throws IOException {
    String line = find("bin/warm-start.sh", "_asrole_saved\" = \"(.*)\" \\]");
    assertEquals(
        AwsVariables.OTHERS,
        List.of(line.split(",")).stream().map(variable -> variable.substring(1)).toList());
  }

  @Test
  void theScriptSetsTheFixedVariablesOfRefresh() throws IOException {
    String script = Files.readString(SCRIPTS.resolve("bin/warm-start.sh"));
    AwsVariables.REFRESH_FIXED.forEach(
        (name, value) -> assertTrue(script.contains(" " + name + "=" + value + " "), name));
  }

  @Test
  void theScriptKnowsTheSubcommands() throws IOException {
    List<String> known =
        List.of(find("slow/start.sh", "\\n    (exec \\|.*?)\\) return 1 ;;").split(" \\| "));
    assertTrue(known.containsAll(Subcommands.all()), known::toString);
    assertEquals(known, known.stream().filter(Subcommands::isTaken).toList());
  }

  @Test
  void theExampleOfTheDocumentationHasTheVariables() throws IOException {
    String example =
        WarmStartVariables.createWarmFile("ExampleAssumedRole", Map.of("HOME", "/home/you"), "")
            .map(WarmFile::variables)
            .orElse("none");
    String page = Files.readString(Path.of("..", "docs", "architecture.md"));
    assertTrue(page.contains("\n_asrole_variables=" + example + "\n"), example);
  }

  @Test
  void theDocumentationNamesTheFilesThatHaveTheFunctions() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "architecture.md"));
    List<String> rows =
        page.substring(page.indexOf("### Twins of script and Java"))
            .lines()
            .takeWhile(line -> !line.startsWith("## "))
            .toList();
    int functions = 0;
    for (String row : rows) {
      String script = "";
      for (String name :
          Pattern.compile("`((?:bin|slow)/[a-z-]+\\.sh|_asrole_[a-z_]+)`")
              .matcher(row)
              .results()
              .map(found -> found.group(1))
              .toList()) {
        if (name.startsWith("_")) {
          String text = Files.readString(SCRIPTS.resolve(script));
          assertTrue(
              Pattern.compile("(?m)(^| )" + name + "(\\(\\) |=)").matcher(text).find(),
              name + " is not in " + script);
          functions++;
        } else {
          script = name;
        }
      }
    }
    assertTrue(functions > 10, rows::toString);
  }

  private static String find(String script, String pattern) throws IOException {
    List<String> found =
        Pattern.compile(pattern)
            .matcher(Files.readString(SCRIPTS.resolve(script)))
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();
    assertEquals(1, found.size(), pattern);
    return found.get(0);
  }
}
