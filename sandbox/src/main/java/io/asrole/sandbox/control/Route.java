// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import java.util.function.Function;

/**
 * One request that the control endpoint answers.
 *
 * @param path {@code /faults}; a path that ends in a slash, {@code /metadata/}, stands for every
 *     path that begins with it
 * @param help what the request does, as one line of the help page
 */
public record Route(String method, String path, String help, Function<Request, Response> answer) {
  /** Whether this route answers the request. */
  boolean matches(Request request) {
    boolean samePath = isFolder() ? request.path().startsWith(path) : request.path().equals(path);
    return samePath && request.method().equals(method);
  }

  boolean isFolder() {
    return path.length() > 1 && path.endsWith("/");
  }
}
