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
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Loads the rewriter, and ASM with it, when the first class of an SDK is seen, for many a JVM sees
 * none; from memory, for the agent's jar may be another by then. It asks no loader but the JVM's
 * own, and holds no lock that two threads could want: other agents see these classes as they are
 * loaded, perhaps under a lock of theirs, and may load a class of an SDK there.
 */
final class RewriterLoader {
  /** What the build has put into the agent's jar. */
  private static final String JAR = "rewriter.jar";

  private static final String REWRITER = "io.asrole.agent.AsmRewriter";

  /** What both loaders' classes know; all of it is loaded. */
  private static final Class<?>[] SHARED = {
    Hook.class, HookTable.class, HookTable.Row.class, Rewriter.class
  };

  private final byte[] jar;
  private final int newest = newestClassFile();
  private final AtomicReference<@Nullable Rewriter> rewriter = new AtomicReference<>();

  /** Reads what the agent's own file has of it. */
  RewriterLoader(JarFile file) throws IOException {
    try (InputStream in = file.getInputStream(file.getEntry(JAR))) {
      jar = readAll(in);
    }
  }

  /** The one rewriter of this JVM; threads that come at once each make one, and one is kept. */
  Rewriter rewriter() throws IOException, ReflectiveOperationException {
    Rewriter made = rewriter.get();
    if (made == null) {
      Class<?> type = new Loader(readClasses()).loadClass(REWRITER);
      made = (Rewriter) type.getConstructor(int.class).newInstance(newest);
      rewriter.compareAndSet(null, made);
    }
    return made;
  }

  /** The newest class files that this JVM knows: 52 of Java 8, 55 of Java 11. */
  static int newestClassFile() {
    String version = System.getProperty("java.class.version", "");
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  private Map<String, byte[]> readClasses() throws IOException {
    Map<String, byte[]> classes = new HashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        classes.put(entry.getName(), readAll(in));
      }
    }
    return classes;
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;
    private final ProtectionDomain domain = RewriterLoader.class.getProtectionDomain();

    Loader(Map<String, byte[]> classes) {
      super(null);
      this.classes = classes;
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
