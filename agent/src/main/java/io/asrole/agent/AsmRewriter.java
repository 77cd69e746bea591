// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link RewriterLoader} makes, by its name. */
public final class AsmRewriter implements Rewriter {
  private final int newest;

  /** For a JVM that knows class files of up to that version. */
  public AsmRewriter(int newest) {
    this.newest = newest;
  }

  @Override
  public byte @Nullable [] rewrite(HookTable.Row row, byte[] classFile, List<String> doubts) {
    SdkRewriter rewriter = SdkRewriter.rewrite(row, classFile, newest);
    String doubt = rewriter.doubt();
    if (doubt != null) {
      doubts.add(doubt);
    }
    return rewriter.hooked().isEmpty() ? null : rewriter.classFile();
  }
}
