// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the text files in which the Linux kernel describes processes and the host. A file that is
 * missing, as on macOS, reads like an empty one.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc.5.html">proc(5)</a>
 */
final class Proc {
  private Proc() {}

  /** The first line of the file; empty where there is none. */
  static String firstLine(String file) {
    return lines(file).stream().findFirst().orElse("").strip();
  }

  /**
   * The value of the line that begins with a name, such as {@code SigBlk:}; empty where there is no
   * such line.
   */
  static Optional<String> field(String file, String name) {
    for (String line : lines(file)) {
      if (line.startsWith(name)) {
        return Optional.of(line.substring(name.length()).strip());
      }
    }
    return Optional.empty();
  }

  /**
   * The target of a descriptor of this process, such as {@code /dev/pts/3} or {@code pipe:[4711]}.
   */
  static String descriptorTarget(int descriptor) throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
  }

  private static List<String> lines(String file) {
    try {
      // A program's name stands in some of these files, in any character set.
      return Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of();
    }
  }
}
