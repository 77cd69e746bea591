// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the classes of the SDKs as they are loaded, and again when another agent has them
 * retransformed; what it does not know it reports and leaves alone.
 */
final class SdkTransformer implements ClassFileTransformer {
  /** Where the version stands in a class file, its last byte. */
  private static final int MAJOR = 7;

  private static final byte JAVA_11 = 55;

  private final SdkCopies copies;
  private final Awake awake;
  private final Log log;
  private final Set<String> raised = Collections.synchronizedSet(new HashSet<>());
  private volatile @Nullable Scope scope;
  private volatile @Nullable RewriterLoader rewriters;

  SdkTransformer(SdkCopies copies, Awake awake, Log log) {
    this.copies = copies;
    this.awake = awake;
    this.log = log;
  }

  /** From here on classes of that scope are hooked. */
  void hook(Scope scope, RewriterLoader rewriters) {
    this.rewriters = rewriters;
    this.scope = scope;
  }

  /** From here on none is hooked; whether nothing is left to do. */
  boolean unhook() {
    this.scope = null;
    return raised.isEmpty();
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (name == null) {
      return null;
    }
    awake.loaded(loader, name);
    HookTable.Row row = HookTable.row(name);
    if (row == null) {
      return null;
    }
    Scope hooked = scope;
    RewriterLoader loaded = rewriters;
    return hooked == null || loaded == null || row.scope.compareTo(hooked) > 0
        ? (redefined != null && raised.contains(name) ? raised(classFile) : null)
        : hooked(loaded, row, name, domain, classFile);
  }

  private byte @Nullable [] hooked(
      RewriterLoader loaded,
      HookTable.Row row,
      String name,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    try {
      List<String> doubts = new ArrayList<>();
      byte[] hooked = loaded.rewriter().rewrite(row, classFile, doubts);
      for (String doubt : doubts) {
        doubt(name, doubt);
      }
      if (hooked != null) {
        if (hooked[MAJOR] != classFile[MAJOR]) {
          raised.add(name);
        }
        copies.addHooked(name, domain);
      }
      return hooked;
    } catch (IOException | ReflectiveOperationException | RuntimeException | Error e) {
      // Thrown on, it would vanish in the JVM.
      doubt(name, e.toString());
      return null;
    }
  }

  /**
   * The class file without the hook, of the version that it had with it: the JVM keeps the
   * constants of a class that is retransformed, and hands them out again with an older version,
   * which may not have them. Java 25 fails there.
   */
  private static byte[] raised(byte[] classFile) {
    byte[] file = classFile.clone();
    file[MAJOR] = (byte) Math.max(file[MAJOR], JAVA_11);
    return file;
  }

  /** Other clouds' SDKs have classes of such names too, and are no business of ours. */
  void doubt(String name, String doubt) {
    if ((name.contains("awssdk/") || name.contains("amazonaws/"))
        && copies.addNotHooked(name, doubt)) {
      log.say(name.replace('/', '.') + " may not use the role, its version is unknown: " + doubt);
    }
  }
}
