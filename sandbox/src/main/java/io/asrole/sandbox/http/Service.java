// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.http;

import java.util.List;

/** One AWS service as a function from request to response. */
public interface Service {
  /**
   * The names of a request for faults and counters, the general first: {@code imds}, {@code
   * imds.get}.
   */
  List<String> names(Request request);

  Response answer(Request request);

  /** What this service says to a client that calls too often. */
  Response throttled(Request request);

  /** What this service says to a client that may not do this. */
  Response denied(Request request);
}
