// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the classes of the SDKs when they are loaded, and again when another agent retransforms
 * them. A class of an unknown form is reported and not changed.
 */
final class SdkTransformer implements ClassFileTransformer {
  /** The index of the low byte of the version in a class file. */
  private static final int VERSION = 7;

  private static final byte JAVA_11 = 55;

  private final SdkCopies copies;
  private final LoadedSubsystems subsystems;
  private final Log log;
  private final Hook hook;
  private final int newest = SdkRewriter.readNewestClassFileVersion();

  /** The names of the classes that got a newer class file version, by class loader. */
  private final Map<@Nullable ClassLoader, Set<String>> raised = new WeakHashMap<>();

  private volatile @Nullable Scope scope;

  SdkTransformer(SdkCopies copies, LoadedSubsystems subsystems, Log log, Hook hook) {
    this.copies = copies;
    this.subsystems = subsystems;
    this.log = log;
    this.hook = hook;
  }

  /** Hooks classes of that scope from now on. */
  void enable(Scope scope) {
    this.scope = scope;
  }

  /**
   * Hooks no class from now on. Returns whether the transformer can be removed: it must stay if it
   * raised the version of a class.
   */
  boolean disable() {
    synchronized (raised) {
      this.scope = null;
      return raised.isEmpty();
    }
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
    subsystems.noteLoadedClass(loader, name);
    copies.noteLoadedClass(name);
    HookTable.Row row = HookTable.findRow(name);
    if (row == null) {
      return null;
    }
    Scope hooked = scope;
    return hooked == null || !row.isInScope(hooked, hook.environmentKeys().arePresent())
        ? (redefined != null && isRaised(loader, name) ? withRaisedVersion(classFile) : null)
        : rewrite(row, loader, name, domain, classFile);
  }

  private byte @Nullable [] rewrite(
      HookTable.Row row,
      @Nullable ClassLoader loader,
      String name,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    try {
      SdkRewriter rewriter = SdkRewriter.rewrite(row, classFile, newest);
      String reason = rewriter.notHookedReason();
      if (reason != null) {
        reportNotHooked(name, reason);
      }
      if (rewriter.hooked().isEmpty()) {
        return null;
      }
      byte[] hooked = rewriter.classFile();
      if (hooked[VERSION] != classFile[VERSION] && !noteRaised(loader, name)) {
        return null;
      }
      copies.addHooked(name, row, domain);
      return hooked;
    } catch (RuntimeException | Error e) {
      // The JVM ignores exceptions of transformers.
      reportNotHooked(name, e.toString());
      return null;
    }
  }

  /** Records that the version of the class is raised. False if the hooks are being removed. */
  private boolean noteRaised(@Nullable ClassLoader loader, String name) {
    synchronized (raised) {
      if (scope == null) {
        return false;
      }
      Set<String> names = raised.get(loader);
      if (names == null) {
        names = new HashSet<>();
        raised.put(loader, names);
      }
      names.add(name);
      return true;
    }
  }

  private boolean isRaised(@Nullable ClassLoader loader, String name) {
    synchronized (raised) {
      Set<String> names = raised.get(loader);
      return names != null && names.contains(name);
    }
  }

  /**
   * The original class file with the version that it had while it was hooked. After
   * retransformation the JVM keeps the constants of the hooked class, and CONSTANT_Dynamic is
   * invalid in an older version. Java 25 fails then.
   */
  private static byte[] withRaisedVersion(byte[] classFile) {
    byte[] file = classFile.clone();
    file[VERSION] = (byte) Math.max(file[VERSION], JAVA_11);
    return file;
  }

  /** Reports a class once that may not use the role. SDKs of other clouds are not reported. */
  void reportNotHooked(String name, String reason) {
    HookTable.Row row = HookTable.findRow(name);
    boolean isOfAws =
        name.contains("awssdk/")
            || name.contains("amazonaws/")
            || (row != null && !row.library.isSdkForJava());
    if (isOfAws && copies.addNotHooked(name, reason)) {
      log.print(
          name.replace('/', '.')
              + " may not use the role, because this version of the library is unknown: "
              + reason);
    }
  }
}
