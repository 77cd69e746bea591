// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.json;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The place of a value in a JSON document.
 *
 * @param file the file of the document; null if it is not from a file
 * @param parent the place of the object or array around the value; null for the document itself
 * @param step the last part of the path, {@code name} or {@code [3]}
 */
record JsonPosition(@Nullable String file, int line, @Nullable JsonPosition parent, String step) {
  /** The path, such as {@code roles[1].trust}. */
  String path() {
    Deque<String> steps = new ArrayDeque<>();
    JsonPosition position = this;
    while (position != null && position.parent() != null) {
      steps.push(position.step());
      position = position.parent();
    }
    if (steps.isEmpty()) {
      return "the document";
    }
    StringBuilder path = new StringBuilder();
    for (String next : steps) {
      path.append(path.isEmpty() || next.startsWith("[") ? "" : ".").append(next);
    }
    return path.toString();
  }

  /** The file and the line for messages, {@code world.json:12: }; empty without a file. */
  String where() {
    return file == null ? "" : file + ":" + line + ": ";
  }
}
