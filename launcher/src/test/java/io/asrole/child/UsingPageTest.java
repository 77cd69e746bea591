// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AwsVariables;
import io.asrole.SessionCredentials;
import io.asrole.role.RoleArn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/using.md lists the variables that a command gets and loses. */
class UsingPageTest {
  private static final Path PAGE = Path.of("..", "docs", "using.md");
  private static final Path MAN_PAGE =
      Path.of("../dist/src/main/resources/io/asrole/dist/man/asrole.man");

  @Test
  void listsTheVariablesThatAreRemoved() throws IOException {
    assertEquals(new TreeSet<>(AwsVariables.REMOVED), row("removed"));
  }

  @Test
  void listsTheVariablesThatAreSet() throws Exception {
    Set<String> documented = new TreeSet<>(row("set"));
    documented.addAll(row("set if neither is set, or if `--region` is given"));
    ChildEnvironment child =
        ChildEnvironment.create(
            Map.of(),
            RoleArn.parse("arn:aws:iam::123456789012:role/Example"),
            new SessionCredentials("ASIAIOSFODNN7EXAMPLE", "secret", "token", Instant.EPOCH),
            "us-east-1",
            false);
    assertEquals(new TreeSet<>(AwsVariables.SET), documented);
    assertEquals(new TreeSet<>(AwsVariables.SET), new TreeSet<>(child.set().keySet()));
  }

  @Test
  void soDoesTheManPage() throws IOException {
    String page = Files.readString(MAN_PAGE);
    String list = page.substring(page.indexOf("\nRemoved:"), page.indexOf("\nAll other variables"));
    Set<String> expected = new TreeSet<>(AwsVariables.REMOVED);
    expected.remove("ASROLE_AGENT"); // set by asrole only
    assertTrue(expected.removeIf(name -> name.startsWith("AWS_CONTAINER_")));
    assertEquals(expected, names(list, "\\.BR? ([A-Z_]+)(?: ,)?\\n"));
    assertTrue(list.contains("and the five\n.BR AWS_CONTAINER_* ,"), list);
  }

  /** The names in the second cell of the row with that first cell. */
  private static Set<String> row(String first) throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(l -> l.startsWith("| " + first + " | ")).toList();
    assertEquals(1, rows.size(), first);
    Set<String> names = names(rows.get(0), "`([A-Z_]+)`");
    assertTrue(!names.isEmpty(), first);
    return names;
  }

  private static Set<String> names(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult name) -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
