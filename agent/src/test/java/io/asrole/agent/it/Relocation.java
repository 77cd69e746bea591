// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Copies classes and resources to another package, as the Maven shade plugin does. */
final class Relocation extends Remapper {
  private static final String PREFIX = "shaded/";

  private final String relocated;
  private final Path folder;

  /** Relocates the names that begin with a prefix, into a folder. */
  Relocation(String relocated, Path folder) {
    super(Opcodes.ASM9);
    this.relocated = relocated;
    this.folder = folder;
  }

  /** Copies the matching files of a class path. */
  void addJars(String classPath) throws IOException {
    for (String path : classPath.split(":", -1)) {
      try (JarFile jar = new JarFile(path)) {
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
          JarEntry entry = entries.nextElement();
          if (entry.getName().startsWith(relocated) && !entry.isDirectory()) {
            add(entry.getName(), jar.getInputStream(entry));
          }
        }
      }
    }
  }

  /** Copies a program that uses the relocated classes; the program keeps its name. */
  void addProgram(Class<?> program) throws IOException {
    Path targets = Path.of("target", "test-classes").toAbsolutePath();
    Path file = targets.resolve(program.getName().replace('.', '/') + ".class");
    List<Path> files;
    try (Stream<Path> all = Files.list(file.getParent())) {
      files = all.filter(f -> f.toString().contains("/" + program.getSimpleName())).toList();
    }
    for (Path one : files) {
      add(targets.relativize(one).toString(), Files.newInputStream(one));
    }
  }

  @Override
  public String map(String name) {
    return name.startsWith(relocated) ? PREFIX + name : name;
  }

  @Override
  public Object mapValue(Object value) {
    if (value instanceof String string) {
      String rooted = string.startsWith("/") ? string.substring(1) : string;
      if (rooted.startsWith(relocated)) {
        return string.replace(relocated, PREFIX + relocated);
      }
      String dotted = relocated.replace('/', '.');
      return string.startsWith(dotted) ? PREFIX.replace('/', '.') + string : string;
    }
    return super.mapValue(value);
  }

  private void add(String name, InputStream content) throws IOException {
    try (content) {
      Path file = folder.resolve(map(name));
      Files.createDirectories(file.getParent());
      byte[] bytes = content.readAllBytes();
      Files.write(file, name.endsWith(".class") ? relocate(bytes) : bytes);
    }
  }

  private byte[] relocate(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(new ClassRemapper(writer, this), 0);
    return writer.toByteArray();
  }
}
