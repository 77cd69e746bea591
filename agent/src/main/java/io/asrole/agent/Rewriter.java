// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hooks a class file. Public, as what implements it is of another class loader. */
public interface Rewriter {
  /**
   * The class file with the hook in it, or null where nothing is to be hooked; adds why the class
   * may resolve credentials past the hook, where it may.
   */
  byte @Nullable [] rewrite(HookTable.Row row, byte[] classFile, List<String> doubts);
}
