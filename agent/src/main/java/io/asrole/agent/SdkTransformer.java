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
  private final Hook hook;
  private final int newest = SdkRewriter.newestClassFile();

  /** The classes whose version was raised, by their loaders, which it does not keep. */
  private final Map<@Nullable ClassLoader, Set<String>> raised = new WeakHashMap<>();

  private volatile @Nullable Scope scope;

  SdkTransformer(SdkCopies copies, Awake awake, Log log, Hook hook) {
    this.copies = copies;
    this.awake = awake;
    this.log = log;
    this.hook = hook;
  }

  /** From here on classes of that scope are hooked. */
  void hook(Scope scope) {
    this.scope = scope;
  }

  /** From here on none is hooked; whether nothing is left to do. */
  boolean unhook() {
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
    awake.loaded(loader, name);
    HookTable.Row row = HookTable.row(name);
    if (row == null) {
      return null;
    }
    Scope hooked = scope;
    return hooked == null || !row.isIn(hooked, hook.environment().exist())
        ? (redefined != null && isRaised(loader, name) ? raised(classFile) : null)
        : hooked(row, loader, name, domain, classFile);
  }

  private byte @Nullable [] hooked(
      HookTable.Row row,
      @Nullable ClassLoader loader,
      String name,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    try {
      SdkRewriter rewriter = SdkRewriter.rewrite(row, classFile, newest);
      String doubt = rewriter.doubt();
      if (doubt != null) {
        doubt(name, doubt);
      }
      if (rewriter.hooked().isEmpty()) {
        return null;
      }
      byte[] hooked = rewriter.classFile();
      if (hooked[MAJOR] != classFile[MAJOR] && !raise(loader, name)) {
        return null;
      }
      copies.addHooked(name, row, domain);
      return hooked;
    } catch (RuntimeException | Error e) {
      // Thrown on, it would vanish in the JVM.
      doubt(name, e.toString());
      return null;
    }
  }

  /** Notes that the class is raised; not where the hooks are being taken out. */
  private boolean raise(@Nullable ClassLoader loader, String name) {
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
      log.say(
          name.replace('/', '.')
              + " may not use the role, because this version of the SDK is unknown: "
              + doubt);
    }
  }
}
