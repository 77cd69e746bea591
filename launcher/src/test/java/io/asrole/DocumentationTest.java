// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What holds for all pages of the documentation: links, the agent's path, the form of decisions.
 */
class DocumentationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** {@code [text](target)} and {@code ![text](target)}, also over a line break. */
  private static final Pattern LINK = Pattern.compile("\\[[^\\[\\]]*]\\(([^)\\s]+)\\)");

  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern AGENT = Pattern.compile("/[^\\s`\"=(]*asrole-agent\\.jar");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?) *#*$");

  @Test
  void linksLeadToAFileAndAHeading() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      String text = CODE.matcher(withoutBlocks(page)).replaceAll("");
      for (Matcher link = LINK.matcher(text); link.find(); ) {
        String target = link.group(1);
        if (!target.matches("[a-z]+:.*")) {
          links++;
          if (!leads(page, target)) {
            broken.add(ROOT.relativize(page) + ": " + target);
          }
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(links > 50, () -> "hardly any link was found");
  }

  /** As GitHub names headings: links of other pages, and of people, depend on it. */
  @Test
  void namesHeadingsAsGitHubDoes() {
    Set<String> names = headings("# A `b-c`: d!\n\n## A\n\n## A\n\n### [x](y.md) and_z\n");
    assertEquals(Set.of("a-b-c-d", "a", "a-1", "x-and_z"), names);
  }

  /** One path in all pages, and in install.md the one after an installation from a tar.gz. */
  @Test
  void namesTheAgentByOnePathOutsideOfInstall() throws IOException {
    Set<String> paths = new TreeSet<>();
    for (Path page : pages()) {
      if (!page.endsWith("docs/install.md")) {
        for (Matcher jar = AGENT.matcher(Files.readString(page)); jar.find(); ) {
          paths.add(jar.group());
        }
      }
    }
    assertEquals(Set.of("/usr/lib/asrole/lib/asrole-agent.jar"), paths);
  }

  @Test
  void decisionsHaveANumberATitleAndSayWhat() throws IOException {
    List<String> others = new ArrayList<>();
    for (Path page : pages()) {
      String name = String.valueOf(page.getFileName());
      String text = Files.readString(page);
      if (page.startsWith(ROOT.resolve("docs/decisions"))
          && !(text.startsWith("# " + name.substring(0, 4) + " ") && text.contains("\n**What"))) {
        others.add(name);
      }
    }
    assertEquals(List.of(), others);
  }

  private static boolean leads(Path page, String target) throws IOException {
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
    return file.startsWith(ROOT)
        && Files.exists(file)
        && (hash < 0 || headings(withoutBlocks(file)).contains(target.substring(hash + 1)));
  }

  private static Set<String> headings(String text) {
    Set<String> names = new HashSet<>();
    for (Matcher heading = HEADING.matcher(text); heading.find(); ) {
      String name =
          heading
              .group(1)
              .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      String numbered = name;
      for (int i = 1; !names.add(numbered); i++) {
        numbered = name + "-" + i;
      }
    }
    return names;
  }

  private static String withoutBlocks(Path page) throws IOException {
    return FENCED.matcher(Files.readString(page)).replaceAll("");
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : List.of("", "docs", "docs/decisions", "examples")) {
      try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages;
  }
}
