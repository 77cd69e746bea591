// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.asrole.sandbox.http.Request;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes the signature of a received request again, over exactly the headers that the client
 * signed. The SDK's signer cannot do this: it leaves out headers such as User-Agent, which the SDK
 * for Java v1 signs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed request</a>
 */
final class SignatureV4 {
  private SignatureV4() {}

  static boolean matches(Request request, Signed signed, String secretAccessKey) {
    String expected = sign(request, signed, secretAccessKey);
    return MessageDigest.isEqual(expected.getBytes(UTF_8), signed.signature().getBytes(UTF_8));
  }

  private static String sign(Request request, Signed signed, String secretAccessKey) {
    String toSign =
        String.join(
            "\n",
            Signed.ALGORITHM,
            signed.date(),
            String.join("/", signed.scope()),
            sha256(canonicalRequest(request, signed)));
    byte[] key = ("AWS4" + secretAccessKey).getBytes(UTF_8);
    for (String part : signed.scope()) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, toSign));
  }

  private static String canonicalRequest(Request request, Signed signed) {
    String headers =
        signed.headers().stream()
            .map(name -> name + ":" + trimmed(request.header(name).orElse("")) + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        canonicalPath(request.path()),
        canonicalQuery(request.query()),
        headers,
        String.join(";", signed.headers()),
        sha256(request.body()));
  }

  private static String trimmed(String value) {
    return value.strip().replaceAll(" +", " ");
  }

  /** Escapes each segment once more. Every service except S3 requires double encoding. */
  private static String canonicalPath(String path) {
    return Stream.of(path.split("/", -1))
        .map(SignatureV4::escape)
        .collect(Collectors.joining("/", path.isEmpty() ? "/" : "", ""));
  }

  private static String canonicalQuery(String query) {
    if (query.isEmpty()) {
      return "";
    }
    List<String> pairs =
        Stream.of(query.split("&", -1))
            .filter(pair -> !pair.isEmpty() && !pair.startsWith("X-Amz-Signature="))
            .map(SignatureV4::canonicalPair)
            .sorted()
            .toList();
    return String.join("&", pairs);
  }

  private static String canonicalPair(String pair) {
    String[] parts = pair.split("=", 2);
    return again(parts[0]) + "=" + (parts.length == 2 ? again(parts[1]) : "");
  }

  /** Decodes a part of the query and escapes it by AWS's rules: clients escape differently. */
  private static String again(String part) {
    return escape(URLDecoder.decode(part, UTF_8));
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }
}
