// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.http;

import java.util.Map;
import java.util.Optional;

/**
 * A request as it came in.
 *
 * @param path the path as sent, not decoded
 * @param query the query string as sent, not decoded; empty without one
 * @param headers by lower-case name; several of one name are joined with commas
 */
public record Request(
    String method, String path, String query, Map<String, String> headers, String body) {
  public Request {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /** Headers, query and body may hold credentials, so that only the method and path are shown. */
  @Override
  public String toString() {
    return "Request[" + method + " " + path + "]";
  }
}
