// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.json;

/** A JSON document is invalid. The message has the error and its place in the document. */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private JsonException(String message) {
    super(message);
  }

  static JsonException create(String place, String what) {
    return new JsonException(place + ": " + what);
  }

  static JsonException notJson(String what) {
    return new JsonException("not JSON: " + what);
  }
}
