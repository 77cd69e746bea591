// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.authorization;

import io.asrole.sandbox.iam.Decision;

/**
 * The decision on a request for a role session.
 *
 * @param action the action that was denied; of an allowed request its own action, {@code
 *     sts:AssumeRole}
 */
public record RoleDecision(String action, Decision decision) {}
