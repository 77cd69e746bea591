// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it.targets;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;

/**
 * Installs a seccomp filter that forbids this JVM to start processes, and then runs {@link
 * SayWhoIAm}. The filter is like the one that OpenSearch and Elasticsearch install at their start.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/seccomp.2.html">seccomp(2)</a>
 */
public final class ForbidProcesses {
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final long SECCOMP_SET_MODE_FILTER = 1;
  private static final long SECCOMP_FILTER_FLAG_TSYNC = 1;
  private static final int EACCES = 13;

  // Instructions of the filter.
  private static final int LOAD_WORD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int RETURN = 0x06;
  private static final int RETURN_ERRNO = 0x00050000;
  private static final int RETURN_ALLOW = 0x7fff0000;

  private static final boolean IS_X86 = System.getProperty("os.arch").equals("amd64");
  private static final int SYS_SECCOMP = IS_X86 ? 317 : 277;

  /** fork, vfork, execve and execveat; AArch64 has no fork and no vfork. */
  private static final int[] FORBIDDEN =
      IS_X86 ? new int[] {57, 58, 59, 322} : new int[] {221, 281};

  private ForbidProcesses() {}

  /** The functions of the C library that install a filter. */
  interface LibC extends Library {
    int prctl(int option, NativeLong a, NativeLong b, NativeLong c, NativeLong d);

    NativeLong syscall(NativeLong number, Object... arguments);
  }

  public static void main(String[] arguments) throws Exception {
    install();
    try {
      new ProcessBuilder("true").start();
      throw new AssertionError("this JVM starts processes");
    } catch (IOException e) {
      System.err.println("forbidden: " + e.getMessage());
    }
    SayWhoIAm.main(arguments);
  }

  private static void install() {
    LibC libc = Native.load("c", LibC.class);
    NativeLong zero = new NativeLong(0);
    check(libc.prctl(PR_SET_NO_NEW_PRIVS, new NativeLong(1), zero, zero, zero));
    int length = FORBIDDEN.length + 3;
    Memory filter = new Memory(8L * length);
    instruction(filter, 0, LOAD_WORD, 0, 0); // the number of the system call
    for (int i = 0; i < FORBIDDEN.length; i++) {
      instruction(filter, 1 + i, JUMP_IF_EQUAL, FORBIDDEN.length - i, FORBIDDEN[i]);
    }
    instruction(filter, length - 2, RETURN, 0, RETURN_ALLOW);
    instruction(filter, length - 1, RETURN, 0, RETURN_ERRNO | EACCES);
    Memory program = new Memory(16);
    program.setShort(0, (short) length);
    program.setPointer(8, filter);
    check(
        libc.syscall(
                new NativeLong(SYS_SECCOMP),
                new NativeLong(SECCOMP_SET_MODE_FILTER),
                new NativeLong(SECCOMP_FILTER_FLAG_TSYNC),
                Pointer.createConstant(Pointer.nativeValue(program)))
            .intValue());
  }

  private static void instruction(Memory filter, int index, int code, int ifTrue, int value) {
    filter.setShort(8L * index, (short) code);
    filter.setByte(8L * index + 2, (byte) ifTrue);
    filter.setByte(8L * index + 3, (byte) 0);
    filter.setInt(8L * index + 4, value);
  }

  private static void check(int result) {
    if (result != 0) {
      throw new AssertionError("errno " + Native.getLastError());
    }
  }
}
