// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP response to send. */
public record Response(int status, Map<String, String> headers, String body, Delivery delivery) {
  public Response {
    headers = Map.copyOf(headers);
  }

  public static Response create(int status, String contentType, String body) {
    return new Response(status, Map.of("Content-Type", contentType), body, new Delivery.Whole());
  }

  public Response with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, body, delivery);
  }

  public Response delivered(Delivery delivery) {
    return new Response(status, headers, body, delivery);
  }

  /** Only the status: the body may contain credentials. */
  @Override
  public String toString() {
    return "Response[" + status + "]";
  }
}
