// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Whether this JVM verifies bytecode: those that do not have crashed on retransformed classes. */
final class Verification {
  private static final String[] OFF = {
    "-Xverify:none", "-noverify", "-XX:-BytecodeVerificationRemote"
  };

  private static final String[] VARIABLES = {
    "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"
  };

  private Verification() {}

  static void check() throws AgentException {
    StringBuilder options = new StringBuilder(commandLine());
    for (String variable : VARIABLES) {
      options.append('\0').append(String.valueOf(System.getenv(variable)).replace(' ', '\0'));
    }
    for (String off : OFF) {
      if ((options + "\0").contains("\0" + off + "\0")) {
        throw AgentException.unverified(off);
      }
    }
  }

  /** Management would tell, but must not be woken before the application does. */
  private static String commandLine() {
    byte[] bytes = new byte[1 << 16];
    int length = 0;
    try (InputStream in = new FileInputStream("/proc/self/cmdline")) {
      for (int n = 0; n >= 0 && length < bytes.length; length += Math.max(n, 0)) {
        n = in.read(bytes, length, bytes.length - length);
      }
    } catch (IOException e) {
      // Another system than Linux: nothing is known.
    }
    String line = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    // What stands behind the program is its own.
    String program = System.getProperty("sun.java.command", "").split(" ", 2)[0];
    int at = program.isEmpty() ? -1 : line.indexOf("\0" + program + "\0");
    return at < 0 ? line : line.substring(0, at);
  }
}
