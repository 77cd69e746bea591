// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.asrole.sandbox.json.JsonPlace;
import io.asrole.sandbox.json.JsonText;
import io.asrole.sandbox.world.OidcProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues web identity tokens in the name of the OpenID Connect providers of the world.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">AssumeRoleWithWebIdentity</a>
 */
public final class TokenIssuer {
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final String DEFAULT_AUDIENCE = "sts.amazonaws.com";

  private final List<OidcProvider> providers;
  private final SigningKey key;
  private final InstantSource clock;

  public TokenIssuer(List<OidcProvider> providers, SigningKey key, InstantSource clock) {
    this.providers = List.copyOf(providers);
    this.key = key;
    this.clock = clock;
  }

  /**
   * Issues the token that a JSON request describes: {@code {"sub": "repo:o/r:ref:refs/heads/main",
   * "aud": "sts.amazonaws.com", "issuer": "https://token.actions.githubusercontent.com",
   * "lifetime": 3600, "claims": {"repository": "o/r"}}}. Only {@code sub} is required.
   *
   * @throws IllegalArgumentException if there is no issuer
   */
  public String issue(String json) {
    JsonPlace request = JsonPlace.parse(json);
    request.members(Set.of("sub", "aud", "issuer", "lifetime", "claims"));
    Map<String, Object> claims = new LinkedHashMap<>();
    request
        .optional("claims")
        .ifPresent(all -> all.members().forEach((name, value) -> claims.put(name, value.value())));
    return issue(
        request.optional("issuer").map(JsonPlace::text),
        request.required("sub").text(),
        request.optional("aud").map(JsonPlace::text),
        request
            .optional("lifetime")
            .map(seconds -> Duration.ofSeconds(seconds.integer()))
            .orElse(LIFETIME),
        claims);
  }

  /**
   * Issues a token for the first client id of the provider. It expires after one hour.
   *
   * @param issuer the URL of the issuer; null: the only provider of the world
   * @param more further claims; they replace those that every token has
   */
  public String issue(@Nullable String issuer, String subject, Map<String, Object> more) {
    return issue(Optional.ofNullable(issuer), subject, Optional.empty(), LIFETIME, more);
  }

  /**
   * Issues a token.
   *
   * @param issuer the URL of the issuer; empty: the only provider of the world
   * @param audience empty: the first client id of the provider
   * @param lifetime the time until the token expires; negative: it has expired
   * @param more further claims; they replace those that every token has
   */
  public String issue(
      Optional<String> issuer,
      String subject,
      Optional<String> audience,
      Duration lifetime,
      Map<String, Object> more) {
    String url = issuer.orElseGet(this::onlyIssuer);
    Instant now = clock.instant();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", url);
    claims.put("sub", subject);
    claims.put("aud", audience.orElseGet(() -> audienceOf(url)));
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(lifetime).getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    claims.putAll(more);
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "RS256");
    header.put("kid", key.id());
    header.put("typ", "JWT");
    String text =
        encode(JsonText.line(header).getBytes(UTF_8))
            + "."
            + encode(JsonText.line(claims).getBytes(UTF_8));
    return text + "." + encode(key.sign(text));
  }

  private String onlyIssuer() {
    if (providers.size() == 1) {
      return providers.get(0).url();
    }
    throw new IllegalArgumentException(
        providers.isEmpty()
            ? "the world has no OIDC provider: add \"oidcProviders\" to the world file"
            : "the world has several OIDC providers, so the token needs an issuer: one of "
                + String.join(", ", providers.stream().map(OidcProvider::url).toList()));
  }

  private String audienceOf(String issuer) {
    return providers.stream()
        .filter(provider -> provider.url().equals(issuer))
        .flatMap(provider -> provider.clientIds().stream())
        .findFirst()
        .orElse(DEFAULT_AUDIENCE);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
