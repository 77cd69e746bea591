// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

/** The exit status and the output of a command; the output may be cut off. */
final class CommandResult {
  final int status;
  final String out;
  final String err;

  CommandResult(int status, String out, String err) {
    this.status = status;
    this.out = out;
    this.err = err;
  }
}
