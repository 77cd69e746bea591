// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One plain HTTP exchange with a link-local service: never proxied, never redirected. */
final class MetadataHttp {
  private static final int LARGEST_BODY = 64 * 1024;
  static final String TOKEN = "X-aws-ec2-metadata-token";
  static final String TOKEN_TTL = "X-aws-ec2-metadata-token-ttl-seconds";
  private static final String LONGEST_TTL = "21600";

  private final MetadataEndpoint endpoint;

  MetadataHttp(MetadataEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** A status and its body; the body of an error is not for reading. */
  record Answer(int status, String body) {}

  Answer putToken() throws IOException {
    HttpURLConnection connection = open("/latest/api/token");
    connection.setRequestMethod("PUT");
    connection.setRequestProperty(TOKEN_TTL, LONGEST_TTL);
    return exchange(connection);
  }

  Answer get(String path, @Nullable String token) throws IOException {
    HttpURLConnection connection = open(path);
    if (token != null) {
      connection.setRequestProperty(TOKEN, token);
    }
    return exchange(connection);
  }

  private HttpURLConnection open(String path) throws IOException {
    URI uri = URI.create(endpoint.base() + path);
    // A proxy would answer for its own host, or not at all.
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    int millis = (int) Math.min(Integer.MAX_VALUE, endpoint.timeout().toMillis());
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept", "*/*");
    connection.setRequestProperty("User-Agent", "asrole");
    return connection;
  }

  private static Answer exchange(HttpURLConnection connection) throws IOException {
    try {
      int status = connection.getResponseCode();
      InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
      return new Answer(status, body == null ? "" : read(body));
    } finally {
      connection.disconnect();
    }
  }

  private static String read(InputStream body) throws IOException {
    try (body) {
      return new String(body.readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
    }
  }
}
