// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.source;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Sends HTTP requests to instance metadata, without a proxy and without following redirects. */
final class MetadataHttp {
  private static final int LARGEST_BODY = 64 * 1024;
  static final String TOKEN = "X-aws-ec2-metadata-token";
  static final String TOKEN_TTL = "X-aws-ec2-metadata-token-ttl-seconds";
  private static final String LONGEST_TTL = "21600";

  private final MetadataEndpoint endpoint;

  MetadataHttp(MetadataEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** The HTTP status and the body of an answer. */
  record Answer(int status, String body) {
    /** Shows only the status, because the body may contain keys. */
    @Override
    public String toString() {
      return "Answer(status=" + status + ")";
    }
  }

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
    // A proxy would reach the metadata of its own host, or none.
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

  private Answer exchange(HttpURLConnection connection) throws IOException {
    long deadline = System.nanoTime() + 2 * endpoint.timeout().toNanos();
    try {
      int status = connection.getResponseCode();
      InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
      byte[] bytes = body == null ? new byte[0] : read(body, deadline);
      long promised = connection.getContentLengthLong();
      if (bytes.length < promised && bytes.length < LARGEST_BODY) {
        throw new EOFException(); // newer versions of Java throw this themselves
      }
      return new Answer(status, new String(bytes, StandardCharsets.UTF_8));
    } finally {
      connection.disconnect();
    }
  }

  /** Reads the body until the deadline: the connection's timeout counts anew for each read. */
  private static byte[] read(InputStream body, long deadline) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (body) {
      int count = body.read(buffer);
      while (count >= 0 && bytes.size() < LARGEST_BODY) {
        bytes.write(buffer, 0, count);
        if (System.nanoTime() - deadline > 0) {
          throw new SocketTimeoutException("Read timed out");
        }
        count = body.read(buffer);
      }
    }
    return bytes.toByteArray();
  }
}
