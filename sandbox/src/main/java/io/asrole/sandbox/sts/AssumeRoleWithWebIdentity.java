// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.arn.ProviderArn;
import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.authorization.AssumeRoleContext;
import io.asrole.sandbox.authorization.RoleDecision;
import io.asrole.sandbox.condition.Context;
import io.asrole.sandbox.iam.Caller;
import io.asrole.sandbox.iam.Policy;
import io.asrole.sandbox.oidc.SigningKey;
import io.asrole.sandbox.oidc.WebIdentityKeys;
import io.asrole.sandbox.oidc.WebIdentityToken;
import io.asrole.sandbox.session.RoleSession;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.world.OidcProvider;
import io.asrole.sandbox.world.Role;
import io.asrole.sandbox.world.World;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The action AssumeRoleWithWebIdentity. The request is not signed: the token identifies the caller.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">AssumeRoleWithWebIdentity</a>
 */
final class AssumeRoleWithWebIdentity {
  static final String NAME = "AssumeRoleWithWebIdentity";
  private static final Constraints.Text TOKEN =
      new Constraints.Text("webIdentityToken", 4, 20000, "(?s).*");
  private static final Constraints.Text PROVIDER_ID =
      new Constraints.Text("providerId", 4, 2048, "(?s).*");

  private final World world;
  private final RecordedAuthorization authorization;
  private final RoleSessions sessions;
  private final @Nullable Duration lifetime;
  private final InstantSource clock;
  private final SigningKey key;
  private final Consumer<StsCall> calls;
  private final AssumeRoleContext contexts;

  AssumeRoleWithWebIdentity(
      World world,
      RecordedAuthorization authorization,
      RoleSessions sessions,
      @Nullable Duration lifetime,
      InstantSource clock,
      SigningKey key,
      Consumer<StsCall> calls) {
    this.world = world;
    this.authorization = authorization;
    this.sessions = sessions;
    this.lifetime = lifetime;
    this.clock = clock;
    this.key = key;
    this.calls = calls;
    this.contexts = new AssumeRoleContext(world, clock);
  }

  StsResult call(Parameters parameters) throws StsException {
    AssumeRoleRequest request = AssumeRoleRequest.parse(parameters);
    new Constraints()
        .required(TOKEN, parameters.get("WebIdentityToken"))
        .optional(PROVIDER_ID, parameters.get("ProviderId"))
        .enforce();
    RoleArn roleArn =
        RoleArn.parse(request.roleArn())
            .orElseThrow(() -> StsException.validation(request.roleArn() + " is invalid"));
    refuseAccessToken(parameters.get("ProviderId"));
    List<Policy> policies = AssumeRole.sessionPolicies(request);
    WebIdentityToken token =
        WebIdentityToken.parse(parameters.get("WebIdentityToken").orElse(""))
            .orElseThrow(StsException::notJsonWebToken);
    OidcProvider provider = provider(roleArn, token);
    check(token, provider);
    AssumeRoleRequest tagged = tagged(request, token);
    Optional<Integer> packed = AssumeRole.packedPolicySize(tagged);
    ProviderArn arn = provider.arn(world.partition(), world.account());
    String providerArn = arn.toString();
    calls.accept(new StsCall(NAME, providerArn, false, parameters.shown()));
    Role role = authorize(arn, token, tagged);
    Duration life = lifetime != null ? lifetime : Duration.ofSeconds(request.durationSeconds());
    RoleSession session =
        sessions.open(
            role,
            request.roleSessionName(),
            tagged.tags(),
            tagged.transitiveTagKeys(),
            tagged.sourceIdentity().orElse(null),
            policies,
            clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(life));
    return result(token, providerArn, session, packed);
  }

  /** STS asks Amazon or Facebook about an access token. They know none that is used here. */
  private static void refuseAccessToken(Optional<String> providerId) throws StsException {
    if (providerId.isPresent()) {
      throw StsException.idpRejectedClaim(providerId.get());
    }
  }

  private OidcProvider provider(RoleArn role, WebIdentityToken token) throws StsException {
    String issuer = required(token, "iss");
    required(token, "sub");
    if (token.texts("aud").isEmpty()) {
      throw StsException.missingClaim("aud");
    }
    return world.oidcProviders().stream()
        .filter(known -> role.account().equals(world.account()) && known.url().equals(issuer))
        .findFirst()
        .orElseThrow(
            () ->
                StsException.invalidIdentityToken(
                    "No OpenIDConnect provider found in your account for " + issuer));
  }

  private static String required(WebIdentityToken token, String claim) throws StsException {
    return token.text(claim).orElseThrow(() -> StsException.missingClaim(claim));
  }

  private void check(WebIdentityToken token, OidcProvider provider) throws StsException {
    if (!token.isSignedBy(key)) {
      throw StsException.invalidIdentityToken(
          "Couldn't retrieve verification key from your identity provider,  please reference"
              + " AssumeRoleWithWebIdentity documentation for requirements");
    }
    long now = clock.instant().getEpochSecond();
    long end = token.seconds("exp").orElseThrow(() -> StsException.missingClaim("exp"));
    if (now >= end) {
      throw StsException.expiredIdentityToken(now, end);
    }
    if (token.texts("aud").stream().noneMatch(provider.clientIds()::contains)) {
      throw StsException.invalidIdentityToken("Incorrect token audience");
    }
  }

  /** The request with the tags and the source identity of the token. */
  private static AssumeRoleRequest tagged(AssumeRoleRequest request, WebIdentityToken token)
      throws StsException {
    WebIdentityTags tags = WebIdentityTags.parse(token);
    return new AssumeRoleRequest(
        request.roleArn(),
        request.roleSessionName(),
        request.durationSeconds(),
        Optional.empty(),
        request.policy(),
        request.policyArns(),
        tags.tags(),
        tags.transitiveKeys(),
        token.text("https://aws.amazon.com/source_identity"));
  }

  private Role authorize(ProviderArn provider, WebIdentityToken token, AssumeRoleRequest request)
      throws StsException {
    Context context =
        WebIdentityKeys.add(
            contexts.create(
                request.roleArn(),
                new AssumeRoleContext.Parameters(
                    request.roleSessionName(),
                    null,
                    request.sourceIdentity().orElse(null),
                    request.tags(),
                    request.transitiveTagKeys())),
            provider.name(),
            token);
    Optional<Role> role = world.role(request.roleArn());
    RoleDecision result =
        authorization.decide(
            new Caller.WebIdentity(provider.toString()),
            request.roleRequest("sts:" + NAME, false, null),
            context,
            AssumeRole.tooLong(request, role, false));
    if (!result.decision().isAllowed()) {
      throw StsException.accessDenied("Not authorized to perform " + result.action());
    }
    return role.orElseThrow();
  }

  private static StsResult result(
      WebIdentityToken token, String providerArn, RoleSession session, Optional<Integer> packed) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("SubjectFromWebIdentityToken", token.text("sub").orElse(""));
    members.put("Audience", token.texts("aud").get(0));
    StsResult.addSession(members, session);
    members.put("Provider", providerArn);
    String identity = session.sourceIdentity();
    if (identity != null) {
      members.put("SourceIdentity", identity);
    }
    packed.ifPresent(percent -> members.put("PackedPolicySize", percent));
    return new StsResult(NAME, members);
  }
}
