// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.desugar;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;

/** {@code JAR PREFIX...}: replaces the lambdas of the jar's classes below these paths, in place. */
public final class Main {
  private Main() {}

  /** Reads the jar, and puts another in its place. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    List<String> prefixes = List.of(args).subList(1, args.length);
    Jar jar = Jar.read(file);
    List<byte[]> classes = new ArrayList<>();
    jar.entries()
        .forEach(
            (entry, bytes) -> {
              if (Jar.isClassBelow(prefixes, entry)) {
                classes.add(bytes);
              }
            });
    Lambdas lambdas = new Lambdas(classes);
    Jar without = new Jar();
    for (Map.Entry<ZipEntry, byte[]> old : jar.entries().entrySet()) {
      ZipEntry entry = old.getKey();
      Map<String, byte[]> instead =
          Jar.isClassBelow(prefixes, entry) ? lambdas.replaceIn(old.getValue()) : Map.of();
      if (instead.isEmpty()) {
        without.add(entry.getName(), entry, old.getValue());
      }
      instead.forEach((name, bytes) -> without.add(name + ".class", entry, bytes));
    }
    without.write(file);
  }
}
