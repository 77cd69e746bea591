// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.http;

import java.util.Map;
import java.util.Optional;

/**
 * A received HTTP request.
 *
 * @param path the path as sent, not decoded
 * @param query the query string as sent, not decoded; empty if there is none
 * @param headers by lower-case name; the values of a repeated header are joined with commas
 */
public record Request(
    String method, String path, String query, Map<String, String> headers, String body) {
  public Request {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /** Only method and path: headers, query and body may contain credentials. */
  @Override
  public String toString() {
    return "Request[" + method + " " + path + "]";
  }
}
