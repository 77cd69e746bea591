// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** A guarded host, on which sudo decides who has which role: the side of an ordinary user. */
@NullMarked
package io.asrole.guard;

import org.jspecify.annotations.NullMarked;
