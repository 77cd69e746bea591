// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import io.asrole.AsroleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The arguments and the environment of this process as bytes. Java decodes them to strings and
 * loses bytes that are invalid in the locale.
 *
 * @see <a
 *     href="https://man7.org/linux/man-pages/man5/proc_pid_cmdline.5.html">proc_pid_cmdline(5)</a>
 */
public final class ProcessBytes {
  private ProcessBytes() {}

  /** The last {@code count} arguments. */
  public static List<byte[]> lastArguments(int count) throws AsroleException {
    List<byte[]> all = read("/proc/self/cmdline");
    return all.subList(all.size() - count, all.size());
  }

  /** The environment, {@code NAME=VALUE} each. */
  public static List<byte[]> environment() throws AsroleException {
    return read("/proc/self/environ");
  }

  private static List<byte[]> read(String file) throws AsroleException {
    try {
      return split(Files.readAllBytes(Path.of(file)));
    } catch (IOException e) {
      throw AsroleException.refused(
          "cannot read "
              + file
              + ": java -jar starts commands on Linux only; elsewhere use the asrole script");
    }
  }

  /** Splits at the NUL that ends each entry. */
  static List<byte[]> split(byte[] bytes) {
    List<byte[]> entries = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        entries.add(Arrays.copyOfRange(bytes, start, i));
        start = i + 1;
      }
    }
    return entries;
  }
}
