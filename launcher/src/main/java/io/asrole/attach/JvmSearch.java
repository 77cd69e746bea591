// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.attach;

import io.asrole.AsroleException;
import java.io.IOException;
import java.util.List;

/** Finds the JVM that a user names by its process ID, or by a part of its main class or jar. */
final class JvmSearch {
  private JvmSearch() {}

  /**
   * The process of that ID, whatever it is, or the one JVM of that name.
   *
   * @param text digits are a process ID; other text is a part of a main class, module or jar name
   * @throws AsroleException if no JVM has such a name, or more than one has
   */
  static JavaProcess find(String text) throws AsroleException {
    if (text.matches("[0-9]{1,18}")) {
      return JavaProcess.create(Long.parseLong(text));
    }
    try {
      return find(text, JavaProcess.all());
    } catch (IOException e) {
      throw AsroleException.refused("cannot list the JVMs: " + e.getMessage());
    }
  }

  private static JavaProcess find(String text, List<JavaProcess> all) throws AsroleException {
    List<JavaProcess> found =
        text.isEmpty()
            ? List.of()
            : all.stream().filter(process -> process.program().contains(text)).toList();
    if (found.isEmpty()) {
      throw AttachFailure.noSuchName(text);
    }
    if (found.size() > 1) {
      throw AttachFailure.ambiguousName(text, found);
    }
    return found.get(0);
  }
}
