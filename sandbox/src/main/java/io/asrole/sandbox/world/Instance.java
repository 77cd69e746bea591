// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * The EC2 instance that the sandbox's clients run on.
 *
 * @param profile the name of its instance profile; null without one
 * @param role the role in the profile; null when the profile is empty
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html">Instance
 *     profiles</a>
 */
public record Instance(String id, @Nullable String profile, @Nullable Role role) {}
