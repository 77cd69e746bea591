// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Checks that this JVM verifies bytecode. JVMs without verification crashed on hooked classes. */
final class BytecodeVerification {
  private static final String[] OPTIONS_THAT_DISABLE_IT = {
    "-Xverify:none", "-noverify", "-XX:-BytecodeVerificationRemote"
  };

  private static final String[] VARIABLES = {
    "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"
  };

  private BytecodeVerification() {}

  /** Throws if the command line or a variable has an option that disables verification. */
  static void checkEnabled() throws AgentException {
    StringBuilder options = new StringBuilder(readCommandLine());
    for (String variable : VARIABLES) {
      options.append('\0').append(String.valueOf(System.getenv(variable)).replace(' ', '\0'));
    }
    for (String off : OPTIONS_THAT_DISABLE_IT) {
      if ((options + "\0").contains("\0" + off + "\0")) {
        throw AgentException.notVerifying(off);
      }
    }
  }

  /**
   * The options of this JVM from /proc, each before a NUL; empty if there is no /proc. JMX knows
   * the options too, but the agent must not load JMX.
   */
  private static String readCommandLine() {
    byte[] bytes = new byte[1 << 16];
    int length = 0;
    try (InputStream in = new FileInputStream("/proc/self/cmdline")) {
      for (int n = 0; n >= 0 && length < bytes.length; length += Math.max(n, 0)) {
        n = in.read(bytes, length, bytes.length - length);
      }
    } catch (IOException e) {
      // Not Linux: the options are unknown.
    }
    String line = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    // The arguments of the main class are not options of the JVM.
    String program = System.getProperty("sun.java.command", "").split(" ", 2)[0];
    int at = program.isEmpty() ? -1 : line.indexOf("\0" + program + "\0");
    return at < 0 ? line : line.substring(0, at);
  }
}
