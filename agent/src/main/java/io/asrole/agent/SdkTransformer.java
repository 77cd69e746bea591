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
  private final Scope scope;
  private final Log log;

  SdkTransformer(Scope scope, Log log) {
    this.scope = scope;
    this.log = log;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    HookTable.Row row = name == null ? null : HookTable.row(name);
    if (name == null || row == null || row.scope.compareTo(scope) > 0) {
      return null;
    }
    try {
      SdkRewriter rewriter = SdkRewriter.rewrite(row, classFile);
      report(name, rewriter.doubt());
      return rewriter.hooked().isEmpty() ? null : rewriter.classFile();
    } catch (RuntimeException | Error e) {
      // Thrown on, it would vanish in the JVM.
      report(name, e.toString());
      return null;
    }
  }

  /** Other clouds' SDKs have classes of such names too, and are no business of ours. */
  private void report(String name, @Nullable String doubt) {
    if (doubt != null && (name.contains("awssdk/") || name.contains("amazonaws/"))) {
      log.say(name.replace('/', '.') + " may not use the role, its version is unknown: " + doubt);
    }
  }
}
