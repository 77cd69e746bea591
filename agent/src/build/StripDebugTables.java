// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Removes the debug tables (line numbers, names of local variables) from the classes of one package
 * in a jar. The build runs it on the classes of ASM, because each JVM with the agent keeps these
 * tables in its metaspace. The order, names and times of the entries stay.
 *
 * <p>Usage: {@code java -cp ASM_JAR StripDebugTables.java JAR PACKAGE_FOLDER}
 */
final class StripDebugTables {
  private StripDebugTables() {}

  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    String folder = arguments[1];
    Path stripped = jar.resolveSibling(jar.getFileName() + ".stripped");
    int classes = 0;
    try (JarFile from = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(stripped);
        ZipOutputStream to = new ZipOutputStream(file)) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        byte[] content = from.getInputStream(entry).readAllBytes();
        if (entry.getName().startsWith(folder) && entry.getName().endsWith(".class")) {
          content = strip(content);
          classes++;
        }
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        to.putNextEntry(copy);
        to.write(content);
      }
    }
    if (classes == 0) {
      throw new IOException(jar + " has no class in " + folder);
    }
    Files.move(stripped, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] strip(byte[] original) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(original).accept(writer, ClassReader.SKIP_DEBUG);
    return writer.toByteArray();
  }
}
