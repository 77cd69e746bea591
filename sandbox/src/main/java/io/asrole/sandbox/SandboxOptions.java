// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.imds.ImdsMode;
import io.asrole.sandbox.world.World;
import io.asrole.sandbox.world.WorldBuilder;
import io.asrole.sandbox.world.WorldDraft;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The options of a sandbox.
 *
 * @param imdsLifetime how long the instance's credentials are valid
 * @param lifetime how long every role session is valid; null: the requested duration
 * @param clockOffset how far the sandbox's clock is ahead of this machine's; negative: behind
 * @param clock this machine's clock
 * @param tls whether STS uses https, with a certificate of the sandbox's own authority
 */
public record SandboxOptions(
    World world,
    ImdsMode imds,
    Duration imdsLifetime,
    @Nullable Duration lifetime,
    Duration clockOffset,
    InstantSource clock,
    boolean tls) {
  public static SandboxOptions defaults() {
    return new SandboxOptions(
        World.builtIn(),
        ImdsMode.V2,
        Duration.ofHours(6),
        null,
        Duration.ZERO,
        InstantSource.system(),
        false);
  }

  public SandboxOptions withWorld(World world) {
    return new SandboxOptions(world, imds, imdsLifetime, lifetime, clockOffset, clock, tls);
  }

  /**
   * The same options with a world that {@link WorldBuilder} builds.
   *
   * @throws IllegalStateException if a role of the draft has no trust policy
   */
  public SandboxOptions withWorld(WorldDraft draft) {
    return withWorld(draft.build());
  }

  public SandboxOptions withImds(ImdsMode imds) {
    return new SandboxOptions(world, imds, imdsLifetime, lifetime, clockOffset, clock, tls);
  }

  public SandboxOptions withImdsLifetime(Duration imdsLifetime) {
    return new SandboxOptions(world, imds, imdsLifetime, lifetime, clockOffset, clock, tls);
  }

  public SandboxOptions withLifetime(@Nullable Duration lifetime) {
    return new SandboxOptions(world, imds, imdsLifetime, lifetime, clockOffset, clock, tls);
  }

  public SandboxOptions withClockOffset(Duration clockOffset) {
    return new SandboxOptions(world, imds, imdsLifetime, lifetime, clockOffset, clock, tls);
  }

  public SandboxOptions withClock(InstantSource clock) {
    return new SandboxOptions(world, imds, imdsLifetime, lifetime, clockOffset, clock, tls);
  }

  public SandboxOptions withTls() {
    return new SandboxOptions(world, imds, imdsLifetime, lifetime, clockOffset, clock, true);
  }
}
