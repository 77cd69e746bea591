// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** The room, class by class. */
@NullMarked
package io.asrole.check;

import org.jspecify.annotations.NullMarked;
