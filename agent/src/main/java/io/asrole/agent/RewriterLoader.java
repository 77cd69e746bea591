// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Loads the rewriter, and ASM with it, when the first class of an SDK is seen, for many a JVM sees
 * none; from memory, for the agent's jar may be another by then. It asks no loader but the JVM's
 * own, so that it never waits for a lock of the application's.
 */
final class RewriterLoader extends ClassLoader {
  /** What the build has put into the agent's jar. */
  private static final String JAR = "rewriter.jar";

  private static final String REWRITER = "io.asrole.agent.AsmRewriter";

  /** What both loaders' classes know; all of it is loaded. */
  private static final Class<?>[] SHARED = {
    Hook.class, HookTable.class, HookTable.Row.class, Rewriter.class
  };

  private final byte[] jar;
  private final int newest = newestClassFile();
  private final ProtectionDomain domain = RewriterLoader.class.getProtectionDomain();
  private final Map<String, byte[]> classes = new HashMap<>();
  private @Nullable Rewriter rewriter;

  /** Reads what the agent's own file has of it. */
  RewriterLoader(JarFile file) throws IOException {
    super(null);
    try (InputStream in = file.getInputStream(file.getEntry(JAR))) {
      jar = readAll(in);
    }
  }

  /** The one rewriter of this JVM. */
  synchronized Rewriter rewriter() throws IOException, ReflectiveOperationException {
    Rewriter made = rewriter;
    if (made == null) {
      readClasses();
      made = (Rewriter) loadClass(REWRITER).getConstructor(int.class).newInstance(newest);
      rewriter = made;
    }
    return made;
  }

  /** The newest class files that this JVM knows: 52 of Java 8, 55 of Java 11. */
  static int newestClassFile() {
    String version = System.getProperty("java.class.version", "");
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    for (Class<?> shared : SHARED) {
      if (name.equals(shared.getName())) {
        return shared;
      }
    }
    byte[] file = classes.get(name.replace('.', '/') + ".class");
    if (file == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, file, 0, file.length, domain);
  }

  private void readClasses() throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        classes.put(entry.getName(), readAll(in));
      }
    }
  }

  private static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      out.write(buffer, 0, length);
    }
    return out.toByteArray();
  }
}
