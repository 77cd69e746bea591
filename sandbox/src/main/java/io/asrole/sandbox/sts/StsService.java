// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.authorization.Authorization;
import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.http.Service;
import io.asrole.sandbox.iam.DecisionRecord;
import io.asrole.sandbox.oidc.SigningKey;
import io.asrole.sandbox.services.StsActions;
import io.asrole.sandbox.session.RoleSession;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.world.UniqueIds;
import io.asrole.sandbox.world.World;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Security Token Service (STS).
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html">STS API
 *     reference</a>
 */
public final class StsService implements Service {
  private static final String VERSION = "2011-06-15";
  private static final Constraints.Text ACCESS_KEY_ID =
      new Constraints.Text("accessKeyId", 16, 128, "[\\w]*");

  private final InstantSource clock;
  private final Consumer<StsCall> calls;
  private final Authenticator authenticator;
  private final AssumeRole assumeRole;
  private final AssumeRoleWithWebIdentity assumeRoleWithWebIdentity;

  /**
   * @param lifetime how long every role session is valid; null: the requested duration
   * @param clock what sessions expire by
   * @param signatures what the date of a signature is compared with
   * @param key the key that signs the tokens of the world's OpenID Connect providers
   * @param calls receives every request with a valid signature or a valid token
   * @param decisions receives every decision on a request for a role
   */
  public StsService(
      World world,
      RoleSessions sessions,
      @Nullable Duration lifetime,
      InstantSource clock,
      InstantSource signatures,
      SigningKey key,
      Consumer<StsCall> calls,
      Consumer<DecisionRecord> decisions) {
    this.clock = clock;
    this.calls = calls;
    this.authenticator = new Authenticator(world.partition(), sessions, signatures);
    RecordedAuthorization authorization =
        new RecordedAuthorization(new Authorization(world)::assumeRole, clock, decisions);
    this.assumeRole = new AssumeRole(world, authorization, sessions, lifetime, clock);
    this.assumeRoleWithWebIdentity =
        new AssumeRoleWithWebIdentity(world, authorization, sessions, lifetime, clock, key, calls);
  }

  /** An STS without tokens, and without anybody to tell decisions. */
  StsService(
      World world,
      RoleSessions sessions,
      @Nullable Duration lifetime,
      InstantSource clock,
      Consumer<StsCall> calls) {
    this(world, sessions, lifetime, clock, clock, new SigningKey(), calls, decision -> {});
  }

  @Override
  public List<String> names(Request request) {
    String action = Parameters.parse(request).get("Action").orElse("");
    // The client chooses the action name, and the counters keep it: limit its form.
    String known = action.matches("[A-Za-z]{1,64}") ? action : "unknown";
    return List.of("sts", "sts." + known);
  }

  @Override
  public Response answer(Request request) {
    AnswerFormat format = AnswerFormat.parse(request);
    try {
      return format.result(call(request));
    } catch (StsException e) {
      return format.error(e);
    }
  }

  @Override
  public Response throttled(Request request) {
    return AnswerFormat.parse(request).error(StsException.throttling());
  }

  @Override
  public Response denied(Request request) {
    Parameters parameters = Parameters.parse(request);
    String action = parameters.get("Action").orElse("");
    AnswerFormat format = AnswerFormat.parse(request);
    try {
      RoleSession caller = authenticator.identify(request, Signed.parse(request, parameters));
      return format.error(
          StsException.accessDenied(
              caller.arn(), "sts:" + action, parameters.get("RoleArn").orElse("*")));
    } catch (StsException e) {
      return format.error(StsException.accessDenied("Not authorized to perform sts:" + action));
    }
  }

  private StsResult call(Request request) throws StsException {
    Parameters parameters = Parameters.parse(request);
    String action = parameters.get("Action").orElseThrow(StsException::missingAction);
    String version = parameters.get("Version").orElse("NO_VERSION_SPECIFIED");
    if (version.equals(VERSION) && StsActions.NOT_SIMULATED.contains(action)) {
      throw StsException.notSimulated(action);
    }
    if (!version.equals(VERSION) || !StsActions.SIMULATED.contains(action)) {
      throw StsException.invalidAction(action, version);
    }
    if (action.equals(AssumeRoleWithWebIdentity.NAME)) {
      return assumeRoleWithWebIdentity.call(parameters);
    }
    RoleSession caller = authenticator.identify(request, Signed.parse(request, parameters));
    boolean expired = !clock.instant().isBefore(caller.credentials().expiration());
    calls.accept(new StsCall(action, caller.arn(), expired, parameters.shown()));
    if (expired) {
      throw StsException.expiredToken();
    }
    return switch (action) {
      case "AssumeRole" -> assumeRole.call(caller, parameters);
      case "GetCallerIdentity" -> StsResult.callerIdentity(caller);
      case "GetAccessKeyInfo" -> accessKeyInfo(parameters);
      default ->
          throw StsException.accessDenied("Cannot call " + action + " with session credentials");
    };
  }

  private static StsResult accessKeyInfo(Parameters parameters) throws StsException {
    new Constraints().required(ACCESS_KEY_ID, parameters.get("AccessKeyId")).enforce();
    String id = parameters.get("AccessKeyId").orElse("");
    return StsResult.accessKeyInfo(
        UniqueIds.account(id)
            .orElseThrow(() -> StsException.validation("Invalid Access Key ID: " + id)));
  }
}
