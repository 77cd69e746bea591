// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.json;

import org.jspecify.annotations.Nullable;

/**
 * A JSON document is invalid. The message has the error and its place: {@code world.json:12:
 * roles[1].arn: expected a string}. It has no file and line if the document is not from a file.
 */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String where;
  private final String what;

  private JsonException(String where, String what) {
    super(where + what);
    this.where = where;
    this.what = what;
  }

  static JsonException create(JsonPosition position, String what) {
    return new JsonException(position.where(), position.path() + ": " + what);
  }

  static JsonException notJson(@Nullable String file, int line, String what) {
    return new JsonException(file == null ? "" : file + ":" + line + ": ", "not JSON: " + what);
  }

  /** The same error with the word, such as an error code, before the JSON path. */
  public JsonException marked(String word) {
    return what.startsWith(word) ? this : new JsonException(where, word + ": " + what);
  }
}
