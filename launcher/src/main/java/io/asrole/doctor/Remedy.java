// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import java.util.List;

/**
 * A cause and its fix.
 *
 * @param fix a command for a shell if there is one, else what to do in words
 */
public record Remedy(String cause, String fix) {
  /** A list of this one remedy. */
  static List<Remedy> only(String cause, String fix) {
    return List.of(new Remedy(cause, fix));
  }
}
