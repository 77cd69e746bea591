// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.decide;

import io.asrole.sandbox.arn.ProviderArn;
import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.arn.SessionArn;
import io.asrole.sandbox.arn.UserArn;
import io.asrole.sandbox.authorization.AssumeRoleContext;
import io.asrole.sandbox.condition.Context;
import io.asrole.sandbox.iam.Caller;
import io.asrole.sandbox.iam.Policy;
import io.asrole.sandbox.world.Role;
import io.asrole.sandbox.world.User;
import io.asrole.sandbox.world.World;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds callers of a world by their ARN or name. */
final class Callers {
  private static final String ASSUME_ROLE = "sts:AssumeRole";

  private final World world;
  private final AssumeRoleContext contexts;
  private final InstantSource clock;

  /**
   * A caller and its condition keys.
   *
   * @param action the action with which this caller assumes a role
   * @param listed whether the world has the caller's policies
   */
  record ResolvedCaller(Caller caller, Context context, String action, boolean listed) {}

  Callers(World world, AssumeRoleContext contexts, InstantSource clock) {
    this.world = world;
    this.clock = clock;
    this.contexts = contexts;
  }

  /**
   * The caller with this ARN, or the role or service with this name.
   *
   * @param plain the condition keys of the request
   */
  ResolvedCaller resolve(String text, List<Policy> sessionPolicies, Context plain)
      throws DecideException {
    Optional<SessionArn> session = SessionArn.parse(text);
    if (session.isPresent()) {
      return session(role(session.get()), session.get().name(), sessionPolicies, plain);
    }
    Optional<RoleArn> arn = RoleArn.parse(text);
    if (arn.isPresent()) {
      return session(role(arn.get()), "", sessionPolicies, plain);
    }
    Optional<ResolvedCaller> other = withoutSession(text, plain);
    if (other.isPresent()) {
      if (!sessionPolicies.isEmpty()) {
        throw new DecideException(
            "callerSessionPolicies are for role sessions, and the caller is " + text);
      }
      return other.get();
    }
    if (text.startsWith("arn:")) {
      throw new DecideException(
          "not a caller: "
              + text
              + " (expected the ARN of a role, a role session, a user or an OpenID Connect provider)");
    }
    return session(roleNamed(text), "", sessionPolicies, plain);
  }

  /** The user, identity provider or service. */
  private Optional<ResolvedCaller> withoutSession(String text, Context plain)
      throws DecideException {
    Optional<UserArn> user = UserArn.parse(text);
    if (user.isPresent()) {
      return Optional.of(user(user.get(), plain));
    }
    if (ProviderArn.parse(text).filter(ProviderArn::isOidc).isPresent()) {
      refuseUnknownProvider(text);
      return Optional.of(webIdentity(text, plain));
    }
    if (Caller.WebIdentity.isKnownToAws(text)) {
      return Optional.of(webIdentity(text, plain));
    }
    if (text.endsWith(".amazonaws.com") || text.endsWith(".amazonaws.com.cn")) {
      Caller.Service service = new Caller.Service(text);
      return Optional.of(
          new ResolvedCaller(service, contexts.withService(plain, service), ASSUME_ROLE, true));
    }
    return Optional.empty();
  }

  private static ResolvedCaller webIdentity(String provider, Context plain) {
    return new ResolvedCaller(
        new Caller.WebIdentity(provider), plain, "sts:AssumeRoleWithWebIdentity", true);
  }

  private void refuseUnknownProvider(String arn) throws DecideException {
    boolean known =
        world.oidcProviders().stream()
            .map(provider -> provider.arn(world.partition(), world.account()).toString())
            .anyMatch(arn::equals);
    if (!known) {
      throw new DecideException(
          "the world does not have the caller: identity provider "
              + arn
              + "; add it to oidcProviders");
    }
  }

  /** The role with this name in the account of the world. */
  Role roleNamed(String name) throws DecideException {
    return contexts
        .roles()
        .find(world.account(), name)
        .orElseThrow(
            () ->
                new DecideException(
                    "the account %s has no role of the name %s".formatted(world.account(), name)));
  }

  /** The role of the session, whatever its path is. */
  private Role role(SessionArn session) throws DecideException {
    Optional<Role> role = contexts.roles().find(session.account(), session.role());
    return role.isPresent()
        ? role.get()
        : foreignRole(new RoleArn(session.partition(), session.account(), "/", session.role()));
  }

  private Role role(RoleArn arn) throws DecideException {
    Optional<Role> role = contexts.roles().find(arn.toString());
    return role.isPresent() ? role.get() : foreignRole(arn);
  }

  /** A role of another account that the world does not have is a role without policies. */
  private Role foreignRole(RoleArn arn) throws DecideException {
    refuseOwnAccount(arn.account(), "role " + arn);
    return new Role(arn, Policy.empty(), List.of(), null, Duration.ofHours(1), Map.of());
  }

  private void refuseOwnAccount(String account, String what) throws DecideException {
    if (account.equals(world.account())) {
      throw new DecideException("the world does not have the caller: " + what);
    }
  }

  private ResolvedCaller session(
      Role role, String sessionName, List<Policy> sessionPolicies, Context plain) {
    String arn =
        sessionName.isEmpty() ? role.arn().toString() : role.arn().session(sessionName).toString();
    Caller.Session caller =
        new Caller.Session(role.arn(), arn, role.policies(), role.boundary(), sessionPolicies);
    return new ResolvedCaller(
        caller,
        contexts.withSession(plain, caller, role.id(), role.tags(), null, clock.instant()),
        ASSUME_ROLE,
        contexts.roles().find(role.arn().toString()).isPresent());
  }

  private ResolvedCaller user(UserArn arn, Context plain) throws DecideException {
    Optional<User> user = world.user(arn.toString());
    if (user.isEmpty()) {
      refuseOwnAccount(arn.account(), "user " + arn);
    }
    User found = user.orElseGet(() -> new User(arn, List.of(), null, Map.of()));
    return new ResolvedCaller(
        found.caller(), contexts.withUser(plain, found), ASSUME_ROLE, user.isPresent());
  }
}
