// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.decide;

import io.asrole.sandbox.iam.Decision;
import io.asrole.sandbox.world.World;
import java.time.InstantSource;

/** Answers questions, each in the command's world or in the question's own. */
public final class Decider {
  private final WorldDecider decisions;
  private final InstantSource clock;

  public Decider(World world, InstantSource clock) {
    this.decisions = new WorldDecider(world, clock);
    this.clock = clock;
  }

  public Decision decide(Question question) throws DecideException {
    World own = question.world();
    WorldDecider decider = own == null ? decisions : new WorldDecider(own, clock);
    return decider.decide(question);
  }
}
