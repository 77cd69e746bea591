// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** Prints what a role needs: IAM resources, a service's drop-in, the script that guards a host. */
@NullMarked
package io.asrole.setup;

import org.jspecify.annotations.NullMarked;
