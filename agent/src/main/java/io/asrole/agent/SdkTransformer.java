// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the classes of the SDKs as they are loaded, and again when another agent has them
 * retransformed; what it does not know it reports and leaves alone.
 */
final class SdkTransformer implements ClassFileTransformer {
  private final SdkCopies copies;
  private final Awake awake;
  private final Log log;
  private final int newest = newestClassFile();
  private volatile Scope scope = Scope.AMBIENT;

  SdkTransformer(SdkCopies copies, Awake awake, Log log) {
    this.copies = copies;
    this.awake = awake;
    this.log = log;
  }

  /** The newest class files that this JVM knows: 52 of Java 8, 55 of Java 11. */
  static int newestClassFile() {
    String version = System.getProperty("java.class.version", "");
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  void setScope(Scope scope) {
    this.scope = scope;
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
    if (row == null || row.scope.compareTo(scope) > 0) {
      return null;
    }
    try {
      SdkRewriter rewriter = SdkRewriter.rewrite(row, classFile, newest);
      String doubt = rewriter.doubt();
      if (doubt != null) {
        doubt(name, doubt);
      }
      if (rewriter.hooked().isEmpty()) {
        return null;
      }
      copies.addHooked(name, domain);
      return rewriter.classFile();
    } catch (RuntimeException | Error e) {
      // Thrown on, it would vanish in the JVM.
      doubt(name, e.toString());
      return null;
    }
  }

  /** Other clouds' SDKs have classes of such names too, and are no business of ours. */
  void doubt(String name, String doubt) {
    if ((name.contains("awssdk/") || name.contains("amazonaws/"))
        && copies.addNotHooked(name, doubt)) {
      log.say(name.replace('/', '.') + " may not use the role, its version is unknown: " + doubt);
    }
  }
}
