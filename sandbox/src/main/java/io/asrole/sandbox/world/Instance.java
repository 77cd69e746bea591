// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The EC2 instance that the sandbox's clients run on.
 *
 * @param profile the name of the instance profile; null if there is none
 * @param role the role in the profile; null if the profile has no role
 * @param tags the instance tags
 * @param userData the user data; null if there is none
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html">Instance
 *     profiles</a>
 */
public record Instance(
    String id,
    @Nullable String profile,
    @Nullable Role role,
    Map<String, String> tags,
    @Nullable String userData) {
  public Instance {
    tags = Map.copyOf(tags);
  }
}
