// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.http;

import java.util.List;

/** An AWS service: a function from request to response. */
public interface Service {
  /**
   * The names of the request in faults and counters, the general name first: {@code imds}, {@code
   * imds.get}.
   */
  List<String> names(Request request);

  Response answer(Request request);

  /** The throttling error of this service. */
  Response throttled(Request request);

  /** The access-denied error of this service. */
  Response denied(Request request);
}
