// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.http.Service;
import io.asrole.sandbox.world.RoleSession;
import io.asrole.sandbox.world.RoleSessions;
import io.asrole.sandbox.world.UniqueIds;
import io.asrole.sandbox.world.World;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
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
  private static final Set<String> ACTIONS =
      Set.of(
          "AssumeRole",
          "GetCallerIdentity",
          "GetAccessKeyInfo",
          "GetSessionToken",
          "GetFederationToken");
  private static final Constraints.Text ACCESS_KEY_ID =
      new Constraints.Text("accessKeyId", 16, 128, "[\\w]*");

  private final InstantSource clock;
  private final Consumer<StsCall> calls;
  private final Authenticator authenticator;
  private final AssumeRole assumeRole;

  /**
   * @param lifetime how long every role session is valid; null: the requested duration
   * @param clock what sessions expire by
   * @param signatures what the date of a signature is compared with
   * @param calls receives every request with a valid signature
   */
  public StsService(
      World world,
      RoleSessions sessions,
      @Nullable Duration lifetime,
      InstantSource clock,
      InstantSource signatures,
      Consumer<StsCall> calls) {
    this.clock = clock;
    this.calls = calls;
    this.authenticator = new Authenticator(world.partition(), sessions, signatures);
    this.assumeRole = new AssumeRole(world, sessions, lifetime, clock);
  }

  /** With one clock for both. */
  StsService(
      World world,
      RoleSessions sessions,
      @Nullable Duration lifetime,
      InstantSource clock,
      Consumer<StsCall> calls) {
    this(world, sessions, lifetime, clock, clock, calls);
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
    try {
      return call(request);
    } catch (StsException e) {
      return Xml.error(e);
    }
  }

  @Override
  public Response throttled(Request request) {
    return Xml.error(StsException.throttling());
  }

  @Override
  public Response denied(Request request) {
    Parameters parameters = Parameters.parse(request);
    String action = parameters.get("Action").orElse("");
    try {
      RoleSession caller = authenticator.identify(request, Signed.parse(request, parameters));
      return Xml.error(
          StsException.accessDenied(
              caller.arn(), "sts:" + action, parameters.get("RoleArn").orElse("*")));
    } catch (StsException e) {
      return Xml.error(StsException.accessDenied("Not authorized to perform sts:" + action));
    }
  }

  private Response call(Request request) throws StsException {
    Parameters parameters = Parameters.parse(request);
    String action = parameters.get("Action").orElseThrow(StsException::missingAction);
    String version = parameters.get("Version").orElse("NO_VERSION_SPECIFIED");
    if (!ACTIONS.contains(action) || !version.equals(VERSION)) {
      throw StsException.invalidAction(action, version);
    }
    RoleSession caller = authenticator.identify(request, Signed.parse(request, parameters));
    boolean expired = !clock.instant().isBefore(caller.credentials().expiration());
    calls.accept(new StsCall(action, caller.arn(), expired, parameters.shown()));
    if (expired) {
      throw StsException.expiredToken();
    }
    return switch (action) {
      case "AssumeRole" -> Xml.assumeRole(assumeRole.call(caller, parameters));
      case "GetCallerIdentity" -> Xml.callerIdentity(caller);
      case "GetAccessKeyInfo" -> accessKeyInfo(parameters);
      default ->
          throw StsException.accessDenied("Cannot call " + action + " with session credentials");
    };
  }

  private static Response accessKeyInfo(Parameters parameters) throws StsException {
    new Constraints().required(ACCESS_KEY_ID, parameters.get("AccessKeyId")).enforce();
    String id = parameters.get("AccessKeyId").orElse("");
    return Xml.accessKeyInfo(
        UniqueIds.account(id)
            .orElseThrow(() -> StsException.validation("Invalid Access Key ID: " + id)));
  }
}
