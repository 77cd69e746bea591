// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.http.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a request's signature, from the Authorization header or from a presigned URL.
 *
 * @param scope date, region, service and {@code aws4_request}
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html">Authentication
 *     methods</a>
 */
record Signed(
    boolean presigned,
    String accessKeyId,
    List<String> scope,
    String date,
    List<String> headers,
    String signature,
    Optional<String> sessionToken) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  static Signed parse(Request request, Parameters parameters) throws StsException {
    Optional<String> authorization = request.header("authorization");
    if (authorization.isPresent()) {
      return fromHeader(request, authorization.get());
    }
    if (parameters.get("X-Amz-Algorithm").isPresent()) {
      return fromQuery(parameters);
    }
    throw StsException.missingAuthenticationToken();
  }

  private static Signed fromHeader(Request request, String header) throws StsException {
    if (!header.startsWith(ALGORITHM + " ")) {
      throw StsException.incompleteSignature(
          "Unsupported authorization type, expected " + ALGORITHM);
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : header.substring(ALGORITHM.length()).split(",", -1)) {
      String[] pair = part.strip().split("=", 2);
      parts.put(pair[0], pair.length == 2 ? pair[1] : "");
    }
    List<String> missing = new ArrayList<>();
    for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
      if (!parts.containsKey(name)) {
        missing.add("Authorization header requires '" + name + "' parameter.");
      }
    }
    if (request.header("x-amz-date").isEmpty()) {
      missing.add("Authorization header requires existence of a 'X-Amz-Date' header.");
    }
    if (!missing.isEmpty()) {
      throw StsException.incompleteSignature(String.join(" ", missing));
    }
    return of(
        false,
        parts.getOrDefault("Credential", ""),
        request.header("x-amz-date").orElse(""),
        parts.getOrDefault("SignedHeaders", ""),
        parts.getOrDefault("Signature", ""),
        request.header("x-amz-security-token"));
  }

  private static Signed fromQuery(Parameters query) throws StsException {
    List<String> missing = new ArrayList<>();
    for (String name :
        List.of("X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Signature")) {
      if (query.get(name).isEmpty()) {
        missing.add("AWS query-string parameters must include '" + name + "'.");
      }
    }
    if (!query.get("X-Amz-Algorithm").equals(Optional.of(ALGORITHM))) {
      missing.add("'X-Amz-Algorithm' must be " + ALGORITHM + ".");
    }
    if (!missing.isEmpty()) {
      throw StsException.incompleteSignature(String.join(" ", missing));
    }
    return of(
        true,
        query.get("X-Amz-Credential").orElse(""),
        query.get("X-Amz-Date").orElse(""),
        query.get("X-Amz-SignedHeaders").orElse(""),
        query.get("X-Amz-Signature").orElse(""),
        query.get("X-Amz-Security-Token"));
  }

  private static Signed of(
      boolean presigned,
      String credential,
      String date,
      String headers,
      String signature,
      Optional<String> token)
      throws StsException {
    List<String> parts = List.of(credential.split("/", -1));
    if (parts.size() != 5) {
      throw StsException.incompleteSignature(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term");
    }
    return new Signed(
        presigned,
        parts.get(0),
        parts.subList(1, 5),
        date,
        List.of(headers.split(";", -1)),
        signature,
        token);
  }

  String day() {
    return scope.get(0);
  }

  String region() {
    return scope.get(1);
  }

  String service() {
    return scope.get(2);
  }

  String terminator() {
    return scope.get(3);
  }

  /** Without the session token and the signature, which are secret. */
  @Override
  public String toString() {
    return "Signed[" + accessKeyId + ", " + String.join("/", scope) + "]";
  }
}
