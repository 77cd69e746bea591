// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import java.util.List;

/**
 * A possible cause of a failure, and its fix.
 *
 * @param fix a shell command, or an instruction if no command can fix the cause
 */
public record Remedy(String cause, String fix) {
  /** Creates a list of one remedy. */
  public static List<Remedy> only(String cause, String fix) {
    return List.of(new Remedy(cause, fix));
  }
}
