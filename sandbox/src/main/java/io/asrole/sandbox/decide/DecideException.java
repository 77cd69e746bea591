// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.decide;

/** A question cannot be decided. The message is for users. */
public final class DecideException extends Exception {
  private static final long serialVersionUID = 1L;

  DecideException(String message) {
    super(message);
  }
}
