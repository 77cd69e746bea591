// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** The doctor's checks that need no start, and the findings of all its checks. */
@NullMarked
package io.asrole.check;

import org.jspecify.annotations.NullMarked;
