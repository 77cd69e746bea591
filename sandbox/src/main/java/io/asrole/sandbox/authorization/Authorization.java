// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.authorization;

import io.asrole.sandbox.condition.Context;
import io.asrole.sandbox.iam.Caller;
import io.asrole.sandbox.iam.Decision;
import io.asrole.sandbox.iam.Policy;
import io.asrole.sandbox.iam.Trust;
import io.asrole.sandbox.world.Organization;
import io.asrole.sandbox.world.Role;
import io.asrole.sandbox.world.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides STS actions on the roles of a world. */
public final class Authorization {
  private static final String SERVICE_LINKED = "/aws-service-role/";

  private final World world;
  private final RoleIndex roles;

  public Authorization(World world) {
    this.world = world;
    this.roles = new RoleIndex(world.roles());
  }

  /** Decides whether the caller may use the STS action on the role. */
  public Decision decide(Caller caller, String roleArn, String action, Context context) {
    Optional<Role> role = roles.find(roleArn);
    if (caller instanceof Caller.WebIdentity identity && isOfOtherAccount(identity, role)) {
      return Decision.implicitlyDenied(
          "The identity provider %s is in another account than the role %s."
              .formatted(identity.provider(), roleArn),
          "because no role trust policy allows the " + action + " action");
    }
    return role.map(
            r -> new Trust(r.arn(), r.trust(), scps(caller)).decide(caller, action, context))
        .orElseGet(
            () ->
                Decision.implicitlyDenied(
                    "The world does not have the role " + roleArn + ".",
                    "because no role trust policy allows the " + action + " action"));
  }

  /** STS searches the identity provider in the account of the role. */
  private static boolean isOfOtherAccount(Caller.WebIdentity identity, Optional<Role> role) {
    return role.flatMap(r -> identity.account().filter(a -> !a.equals(r.arn().account())))
        .isPresent();
  }

  /**
   * Decides a request for a role session. It needs all of its actions: the decision is the first
   * explicit denial, else the first denial. A session keeps the source identity of its caller, so a
   * request for another one is denied.
   */
  public RoleDecision assumeRole(Caller caller, RoleRequest request, Context context) {
    List<RoleDecision> all =
        request.actions().stream()
            .map(action -> decideAction(caller, request.roleArn(), action, context))
            .toList();
    Stream<RoleDecision> explicit =
        all.stream().filter(d -> d.decision().result() == Decision.Result.EXPLICITLY_DENIED);
    Stream<RoleDecision> denied = all.stream().filter(d -> !d.decision().isAllowed());
    Stream<RoleDecision> unchangeable =
        request.changesSourceIdentity() ? Stream.of(unchangeable(request)) : Stream.of();
    return Stream.of(explicit, denied, unchangeable)
        .flatMap(decisions -> decisions)
        .findFirst()
        .orElse(all.get(0));
  }

  private RoleDecision decideAction(Caller caller, String roleArn, String action, Context context) {
    return new RoleDecision(action, decide(caller, roleArn, action, context));
  }

  private static RoleDecision unchangeable(RoleRequest request) {
    String action = RoleRequest.SET_SOURCE_IDENTITY;
    return new RoleDecision(
        action,
        Decision.implicitlyDenied(
            "The caller's session has the source identity \"%s\", which a role that it assumes inherits unchanged."
                .formatted(request.inheritedSourceIdentity()),
            "because no role trust policy allows the " + action + " action"));
  }

  /**
   * The SCPs that apply to the caller. They limit the users and roles of member accounts, whatever
   * account has the target role; they do not limit the management account, services and
   * service-linked roles.
   */
  private List<Policy> scps(Caller caller) {
    Optional<String> account = Optional.empty();
    if (caller instanceof Caller.Session session
        && !session.role().path().startsWith(SERVICE_LINKED)) {
      account = Optional.of(session.role().account());
    } else if (caller instanceof Caller.User user) {
      account = Optional.of(user.arn().account());
    }
    Organization organization = world.organization();
    return account
        .filter(world::isMember)
        .filter(member -> organization == null || !organization.isManagement(member))
        .map(member -> world.scps())
        .orElse(List.of());
  }
}
