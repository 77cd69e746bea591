// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation: its code blocks and its tables. */
public record Page(String text) {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\S+)([^\n]*)\n(.*?)^```$");
  private static final Pattern FILE = Pattern.compile("`([\\w-]+\\.jsonl?)`[^`]*\\z");

  /**
   * A fenced block of code.
   *
   * @param language {@code json}
   * @param title what stands behind the language
   * @param file the file name at the end of the paragraph before the block; empty if there is none
   */
  public record Block(String language, String title, String file, String text) {}

  public static Page read(String name) throws IOException {
    return new Page(Files.readString(ROOT.resolve(name)));
  }

  /** The source files of a folder as one text, with each run of white space as one space. */
  public static String sources(String folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.walk(ROOT.resolve(folder))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return flat(all.toString());
  }

  public static String flat(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  public List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    int end = 0;
    for (Matcher block = BLOCK.matcher(text); block.find(); end = block.end()) {
      Matcher file = FILE.matcher(text.substring(end, block.start()));
      blocks.add(
          new Block(
              block.group(1),
              block.group(2).strip(),
              file.find() ? file.group(1) : "",
              block.group(3)));
    }
    return blocks;
  }

  /** The names in the first cells of the table with this heading in its first cell. */
  public Set<String> names(String heading, String pattern) {
    Set<String> names = new TreeSet<>();
    int start = text.indexOf("\n| " + heading + " | ");
    if (start < 0) {
      throw new IllegalArgumentException("no table with the heading " + heading);
    }
    for (String row : text.substring(start).strip().lines().skip(2).toList()) {
      if (!row.startsWith("|")) {
        break;
      }
      Matcher name = Pattern.compile(pattern).matcher(row.substring(0, row.indexOf('|', 1)));
      while (name.find()) {
        names.add(name.group(1));
      }
    }
    return names;
  }
}
