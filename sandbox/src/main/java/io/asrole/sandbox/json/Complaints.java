// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.json;

import java.io.PrintWriter;

/** Receives what is not understood in a document. */
@FunctionalInterface
public interface Complaints {
  /** Throws every complaint. */
  Complaints STRICT =
      complaint -> {
        throw complaint;
      };

  /** Prints every complaint as a warning. */
  static Complaints print(PrintWriter err) {
    return complaint -> {
      err.println("asrole-sandbox: warning: " + complaint.getMessage());
      err.flush();
    };
  }

  /** Throws the complaint, or records it and returns: then the part of the document is ignored. */
  void accept(JsonException complaint);
}
