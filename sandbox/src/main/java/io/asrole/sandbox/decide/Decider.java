// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.decide;

import io.asrole.sandbox.iam.Context;
import io.asrole.sandbox.iam.Decision;
import io.asrole.sandbox.world.AssumeRoleContext;
import io.asrole.sandbox.world.Authorization;
import io.asrole.sandbox.world.World;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers questions, each in the command's world or in the question's own. */
public final class Decider {
  private static final String SET_SOURCE_IDENTITY = "sts:SetSourceIdentity";
  private static final String SOURCE_IDENTITY = "aws:SourceIdentity";

  private final World world;
  private final Authorization authorization;
  private final InstantSource clock;

  public Decider(World world, InstantSource clock) {
    this.world = world;
    this.authorization = new Authorization(world);
    this.clock = clock;
  }

  public Decision decide(Question question) throws DecideException {
    World own = question.world();
    return own == null
        ? decide(question, world, authorization)
        : decide(question, own, new Authorization(own));
  }

  private Decision decide(Question question, World in, Authorization decisions)
      throws DecideException {
    AssumeRoleContext contexts = new AssumeRoleContext(in, clock);
    Callers callers = new Callers(in, contexts, clock);
    String role =
        question.role().startsWith("arn:")
            ? question.role()
            : callers.roleNamed(question.role()).arn().toString();
    List<String> inherited = question.context().getOrDefault(SOURCE_IDENTITY, List.of());
    String requested = question.sourceIdentity();
    Context plain =
        contexts.create(
            role,
            new AssumeRoleContext.Parameters(
                question.sessionName(),
                question.externalId(),
                requested == null && !inherited.isEmpty() ? inherited.get(0) : requested,
                question.tags(),
                question.transitiveTagKeys()));
    Callers.Found found = callers.find(question.caller(), question.callerSessionPolicies(), plain);
    Context context = found.context();
    for (Map.Entry<String, List<String>> key : question.context().entrySet()) {
      context = context.with(key.getKey(), key.getValue());
    }
    List<String> actions = new ArrayList<>(List.of(found.action()));
    if (!question.tags().isEmpty()) {
      actions.add("sts:TagSession");
    }
    if (requested != null || !inherited.isEmpty()) {
      actions.add(SET_SOURCE_IDENTITY);
    }
    Decision decision = decisions.decideAll(found.caller(), role, actions, context);
    boolean changes = requested != null && !inherited.isEmpty() && !inherited.contains(requested);
    return decision.isAllowed() && changes ? unchangeable(inherited.get(0)) : decision;
  }

  private static Decision unchangeable(String inherited) {
    return Decision.implicitlyDenied(
        "The caller's session has the source identity \"%s\", which a role that it assumes inherits"
                .formatted(inherited)
            + " unchanged.",
        "because no role trust policy allows the " + SET_SOURCE_IDENTITY + " action");
  }
}
