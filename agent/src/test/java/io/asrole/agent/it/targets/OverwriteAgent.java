// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import java.nio.file.Files;
import java.nio.file.Path;

/** Overwrites the jar of the agent before it uses the first SDK. */
public final class OverwriteAgent {
  private OverwriteAgent() {}

  public static void main(String[] arguments) throws Exception {
    Path jar = Path.of(arguments[0]);
    Files.write(jar, new byte[(int) Files.size(jar)]);
    PrintIdentity.main(arguments);
  }
}
