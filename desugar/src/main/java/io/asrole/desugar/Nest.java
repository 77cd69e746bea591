// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.desugar;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * {@code JAR NAME PREFIX...}: moves the jar's classes of these paths into a jar of that name inside
 * it, without what only debuggers read.
 */
public final class Nest {
  private Nest() {}

  /** Reads the jar, and puts another in its place. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    List<String> prefixes = List.of(args).subList(2, args.length);
    Jar outer = Jar.read(file);
    Jar inner = new Jar();
    outer
        .entries()
        .forEach(
            (entry, bytes) -> {
              if (Jar.isClassBelow(prefixes, entry)) {
                inner.add(entry.getName(), entry, stripped(bytes));
              }
            });
    ZipEntry first = inner.entries().keySet().iterator().next();
    outer
        .entries()
        .keySet()
        .removeIf(entry -> prefixes.stream().anyMatch(entry.getName()::startsWith));
    outer.add(args[1], first, inner.bytes());
    outer.write(file);
  }

  private static byte[] stripped(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(writer, ClassReader.SKIP_DEBUG);
    return writer.toByteArray();
  }
}
