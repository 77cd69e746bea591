// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.role.SourceChoice;

/** A source as {@code --source} names it: {@code instance}, {@code profile:NAME}. */
final class SourceOption {
  private SourceOption() {}

  /** The value of {@code --source} for that choice. */
  static String value(SourceChoice choice) {
    if (choice instanceof SourceChoice.Chained chained) {
      return "profile:" + chained.request().given();
    }
    if (choice instanceof SourceChoice.ProfileKeys keys) {
      return "profile:" + keys.profile().name();
    }
    return switch ((SourceChoice.Ambient) choice) {
      case INSTANCE -> "instance";
      case CONTAINER -> "container";
      case ENVIRONMENT -> "environment";
    };
  }
}
