// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the build, in the programs that check and show them. */
class ManPagesIT {
  private static final Path PAGES = Path.of("target/share/man");

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(PAGES)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void existForEachSubcommand() throws IOException {
    assertEquals(
        List.of(
            "asrole-attach.1",
            "asrole-credentials.1",
            "asrole-detach.1",
            "asrole-doctor.1",
            "asrole-exec.1",
            "asrole-forget.1",
            "asrole-roles.1",
            "asrole-sandbox-decide.1",
            "asrole-sandbox-token.1",
            "asrole-sandbox.1",
            "asrole-setup.1",
            "asrole-status.1",
            "asrole-whoami.1",
            "asrole.1",
            "asrole-grant.8"),
        pages().stream().map(page -> page.getFileName().toString()).toList());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void pleaseMandoc(Path page) throws IOException {
    assertEquals("", run("mandoc", "-Tlint", "-Wwarning", page.toString()));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void pleaseGroff(Path page) throws IOException {
    assertEquals("", run("groff", "-man", "-ww", "-z", page.toString()));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void areShownByMan(Path page) throws IOException {
    String shown = run("man", "-l", page.toString());
    String file = page.getFileName().toString();
    String name = file.substring(0, file.length() - 2);
    String volume = file.substring(file.length() - 1);
    assertTrue(shown.contains("\n       " + name + " - "), shown);
    for (String section : List.of("SYNOPSIS", "DESCRIPTION", "EXAMPLES", "SEE ALSO")) {
      assertTrue(shown.contains("\n" + section + "\n"), section);
    }
    // The program of volume 8 has no options.
    assertEquals(volume.equals("1"), shown.contains("\nOPTIONS\n"));
    String footer = name.toUpperCase(java.util.Locale.ROOT) + "(" + volume + ")";
    assertTrue(shown.stripTrailing().endsWith(footer), shown);
  }

  /** All that it prints; the test is skipped where it is not installed. */
  private static String run(String... command) throws IOException {
    boolean installed =
        command[0].contains("/")
            || Stream.of("/usr/bin", "/bin")
                .anyMatch(bin -> Files.exists(Path.of(bin, command[0])));
    assumeTrue(installed, "SKIPPED: " + command[0] + " is not installed");
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("MANWIDTH", "100");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
