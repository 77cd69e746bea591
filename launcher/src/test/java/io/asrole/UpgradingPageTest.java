// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/upgrading.md names a test for each claim. */
class UpgradingPageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** {@code `StoreIT`} or {@code `StoreIT.aMethod`}, and further methods of that class. */
  private static final Pattern TESTS =
      Pattern.compile("`([A-Z]\\w+(?:IT|Test))(?:\\.(\\w+))?`((?:,\\s+`[a-z]\\w+`)*)");

  private static final Pattern METHOD = Pattern.compile("\\w+");

  @Test
  void namesTestsThatExist() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/upgrading.md"));
    int tests = 0;
    for (Matcher test = TESTS.matcher(page); test.find(); tests++) {
      String source = source(test.group(1));
      if (test.group(2) != null) {
        assertHasTest(source, test.group(2));
      }
      for (Matcher method = METHOD.matcher(test.group(3)); method.find(); ) {
        assertHasTest(source, method.group());
      }
    }
    assertTrue(tests > 10, "hardly any test was found");
  }

  private static void assertHasTest(String source, String method) {
    assertTrue(source.contains("  void " + method + "("), method);
  }

  private static String source(String type) throws IOException {
    for (String module : List.of("launcher", "agent")) {
      try (var files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        List<Path> found = files.filter(file -> file.endsWith(type + ".java")).toList();
        if (found.size() == 1) {
          return Files.readString(found.get(0));
        }
      }
    }
    throw new AssertionError("no test " + type);
  }
}
