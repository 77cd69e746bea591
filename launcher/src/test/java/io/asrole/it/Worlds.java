// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.world.World;

/** Worlds that differ from the seed's in one thing. */
final class Worlds {
  private Worlds() {}

  /** The seed's world with every {@code old} text replaced. */
  static SandboxOptions seedWith(String old, String replacement) {
    return SandboxOptions.defaults()
        .withWorld(World.parse(replace(World.seedJson(), old, replacement)));
  }

  /** The seed's world with every text of two kinds replaced. */
  static SandboxOptions seedWith(
      String old, String replacement, String other, String otherReplacement) {
    String changed = replace(World.seedJson(), old, replacement);
    return SandboxOptions.defaults()
        .withWorld(World.parse(replace(changed, other, otherReplacement)));
  }

  private static String replace(String world, String old, String replacement) {
    String changed = world.replace(old, replacement);
    assertNotEquals(world, changed, "the world has no " + old);
    return changed;
  }

  /** The seed's world with other roles beside its instance role, which may assume anything. */
  static SandboxOptions withRoles(String... rolesAsJson) {
    return SandboxOptions.defaults().withWorld(World.parse(json(rolesAsJson)));
  }

  /** The same world as a file of the sandbox. */
  static String json(String... rolesAsJson) {
    String instanceRole =
        """
        {"arn": "arn:aws:iam::123456789012:role/ExampleRole",
         "trust": {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
           "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}},
         "policies": [{"Version": "2012-10-17", "Statement": {"Effect": "Allow",
           "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
           "Resource": "*"}}]}""";
    return """
    {"account": "123456789012", "partition": "aws", "region": "us-east-1",
     "instance": {"id": "i-0123456789abcdef0", "profile": "ExampleRole", "role": "ExampleRole"},
     "roles": [%s, %s]}
    """
        .formatted(instanceRole, String.join(", ", rolesAsJson));
  }

  /** A role that this principal may assume, with tags and a source identity. */
  static String role(String arn, String trusted) {
    return """
    {"arn": "%s",
     "trust": {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
       "Principal": {"AWS": "%s"},
       "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]}},
     "policies": [{"Version": "2012-10-17", "Statement": {"Effect": "Allow",
       "Action": "sts:AssumeRole", "Resource": "*"}}],
     "maxSessionDuration": 43200}"""
        .formatted(arn, trusted);
  }
}
