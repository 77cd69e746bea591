// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.iam.Caller;
import io.asrole.sandbox.iam.Context;
import io.asrole.sandbox.iam.Decision;
import io.asrole.sandbox.iam.Policy;
import io.asrole.sandbox.iam.Trust;
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
    return role.map(
            r -> new Trust(r.arn(), r.trust(), scps(caller)).decide(caller, action, context))
        .orElseGet(
            () ->
                Decision.implicitlyDenied(
                    "The world does not have the role " + roleArn + ".",
                    "because no role trust policy allows the " + action + " action"));
  }

  /**
   * Decides a request that needs all the actions: the first explicit denial, else the first denial,
   * else the decision about the first action.
   */
  public Decision decideAll(Caller caller, String roleArn, List<String> actions, Context context) {
    List<Decision> all =
        actions.stream().map(action -> decide(caller, roleArn, action, context)).toList();
    Stream<Decision> explicit =
        all.stream().filter(decision -> decision.result() == Decision.Result.EXPLICITLY_DENIED);
    Stream<Decision> denied = all.stream().filter(decision -> !decision.isAllowed());
    return Stream.concat(explicit, denied).findFirst().orElse(all.get(0));
  }

  /**
   * The SCPs that apply to the caller. They limit the users and roles of member accounts, whatever
   * account has the target role; they do not limit services and service-linked roles.
   */
  private List<Policy> scps(Caller caller) {
    boolean limited = false;
    if (caller instanceof Caller.Session session) {
      limited =
          world.isMember(session.role().account())
              && !session.role().path().startsWith(SERVICE_LINKED);
    } else if (caller instanceof Caller.User user) {
      limited = world.isMember(user.arn().account());
    }
    return limited ? world.scps() : List.of();
  }
}
