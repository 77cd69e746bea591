// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.desugar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A jar in memory: its entries, in their order. */
final class Jar {
  private final Map<ZipEntry, byte[]> entries = new LinkedHashMap<>();

  static Jar read(Path file) throws IOException {
    Jar jar = new Jar();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        jar.entries.put(entry, in.readAllBytes());
      }
    }
    return jar;
  }

  Map<ZipEntry, byte[]> entries() {
    return entries;
  }

  /** Adds one with the time of an old one, so that the same build makes the same bytes. */
  void add(String name, ZipEntry old, byte[] bytes) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(old.getTimeLocal());
    entries.put(entry, bytes);
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<ZipEntry, byte[]> entry : entries.entrySet()) {
        ZipEntry copy = new ZipEntry(entry.getKey().getName());
        copy.setTimeLocal(entry.getKey().getTimeLocal());
        out.putNextEntry(copy);
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Puts it in the place of that file. */
  void write(Path file) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(written, bytes());
    Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
  }

  static boolean isClassBelow(List<String> prefixes, ZipEntry entry) {
    return entry.getName().endsWith(".class")
        && prefixes.stream().anyMatch(entry.getName()::startsWith);
  }
}
