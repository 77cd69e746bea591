// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

/** A sandbox that could not start, in one sentence. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  private UsageException(String message) {
    super(message);
  }

  static UsageException unknownOption(String option) {
    return new UsageException("unknown option " + option + " (see asrole-sandbox --help)");
  }

  static UsageException missingValue(String option) {
    return new UsageException("option " + option + " needs a value");
  }

  static UsageException badValue(String option, String value, String expected) {
    return new UsageException("option %s: expected %s, not %s".formatted(option, expected, value));
  }

  static UsageException unreadable(String file, String why) {
    return new UsageException("cannot read the world file " + file + ": " + why);
  }

  static UsageException badWorld(String file, String why) {
    return new UsageException("world file " + file + ": " + why);
  }

  static UsageException notFound(String command) {
    return new UsageException(command + ": command not found");
  }

  static UsageException notExecutable(String command) {
    return new UsageException(command + ": cannot be executed");
  }
}
