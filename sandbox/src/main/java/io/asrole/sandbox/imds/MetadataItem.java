// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import io.asrole.sandbox.http.Response;
import java.util.function.Supplier;

/**
 * An item of instance metadata.
 *
 * @param text the value, at the time of the request
 */
record MetadataItem(String contentType, Supplier<String> text) {
  static MetadataItem text(Supplier<String> text) {
    return new MetadataItem("text/plain", text);
  }

  Response response() {
    return Response.create(200, contentType, text.get());
  }
}
