// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

/** How a step of the way came out. */
public enum Verdict {
  OK,
  /** The command starts, and may not see what its user expects. */
  WARN,
  /** The command does not start. */
  FAIL
}
