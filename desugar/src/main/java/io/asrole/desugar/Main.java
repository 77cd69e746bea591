// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.desugar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** {@code JAR PREFIX...}: replaces the lambdas of the jar's classes below these paths, in place. */
public final class Main {
  private Main() {}

  /** Reads the jar, and puts another in its place. */
  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    List<String> prefixes = List.of(args).subList(1, args.length);
    Map<ZipEntry, byte[]> entries = read(jar);
    List<byte[]> classes = new ArrayList<>();
    entries.forEach(
        (entry, bytes) -> {
          if (isClassBelow(prefixes, entry)) {
            classes.add(bytes);
          }
        });
    Lambdas lambdas = new Lambdas(classes);
    Path written = jar.resolveSibling(jar.getFileName() + ".tmp");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(written))) {
      for (Map.Entry<ZipEntry, byte[]> old : entries.entrySet()) {
        ZipEntry entry = old.getKey();
        Map<String, byte[]> instead =
            isClassBelow(prefixes, entry) ? lambdas.replaceIn(old.getValue()) : Map.of();
        if (instead.isEmpty()) {
          write(out, entry.getName(), entry, old.getValue());
        }
        for (Map.Entry<String, byte[]> type : instead.entrySet()) {
          write(out, type.getKey() + ".class", entry, type.getValue());
        }
      }
    }
    Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isClassBelow(List<String> prefixes, ZipEntry entry) {
    return entry.getName().endsWith(".class")
        && prefixes.stream().anyMatch(entry.getName()::startsWith);
  }

  private static Map<ZipEntry, byte[]> read(Path jar) throws IOException {
    Map<ZipEntry, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry, in.readAllBytes());
      }
    }
    return entries;
  }

  /** With the time of the old entry, so that the same build makes the same bytes. */
  private static void write(ZipOutputStream out, String name, ZipEntry old, byte[] bytes)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(old.getTimeLocal());
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }
}
