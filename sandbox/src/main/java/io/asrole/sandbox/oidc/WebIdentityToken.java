// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A web identity token: a JSON Web Token, as it was sent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>
 */
public final class WebIdentityToken {
  private final Map<String, JsonPlace> header;
  private final Map<String, JsonPlace> claims;
  private final String signedText;
  private final byte[] signature;

  private WebIdentityToken(
      Map<String, JsonPlace> header,
      Map<String, JsonPlace> claims,
      String signedText,
      byte[] signature) {
    this.header = header;
    this.claims = claims;
    this.signedText = signedText;
    this.signature = signature;
  }

  /**
   * The token; empty if the text is not a JSON Web Token. A line break at its end is accepted, as
   * by AWS: many tools write the token to a file with {@code echo}.
   *
   * @see <a
   *     href="https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/">A
   *     token file for AWS, written with echo</a>
   */
  public static Optional<WebIdentityToken> parse(String text) {
    String[] parts = text.strip().split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      Base64.Decoder base64 = Base64.getUrlDecoder();
      return Optional.of(
          new WebIdentityToken(
              JsonPlace.parse(new String(base64.decode(parts[0]), UTF_8)).members(),
              JsonPlace.parse(new String(base64.decode(parts[1]), UTF_8)).members(),
              parts[0] + "." + parts[1],
              base64.decode(parts[2])));
    } catch (JsonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether the key signed the token, with RS256. */
  public boolean isSignedBy(SigningKey key) {
    return headerText("alg").equals("RS256")
        && headerText("kid").equals(key.id())
        && key.verifies(signedText, signature);
  }

  private String headerText(String name) {
    JsonPlace place = header.get(name);
    return place == null || !place.isText() ? "" : place.text();
  }

  /** A claim that is a text; empty if the token does not have it. */
  public Optional<String> text(String claim) {
    return Optional.ofNullable(claims.get(claim)).filter(JsonPlace::isText).map(JsonPlace::text);
  }

  /** The texts of a claim that is a text or a list of texts. */
  public List<String> texts(String claim) {
    return Optional.ofNullable(claims.get(claim))
        .map(JsonPlace::oneOrMore)
        .orElse(List.of())
        .stream()
        .filter(JsonPlace::isText)
        .map(JsonPlace::text)
        .toList();
  }

  /** A claim that is a number of seconds since 1970; empty if the token does not have it. */
  public Optional<Long> seconds(String claim) {
    return Optional.ofNullable(claims.get(claim))
        .map(JsonPlace::value)
        .filter(Number.class::isInstance)
        .map(value -> ((Number) value).longValue());
  }

  /** A claim of any kind; empty if the token does not have it. */
  public Optional<JsonPlace> claim(String name) {
    return Optional.ofNullable(claims.get(name));
  }

  /** Nothing of the token, because it is a credential. */
  @Override
  public String toString() {
    return "WebIdentityToken[]";
  }
}
