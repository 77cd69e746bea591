// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** Decides requests for the roles of a world. */
@NullMarked
package io.asrole.sandbox.authorization;

import org.jspecify.annotations.NullMarked;
