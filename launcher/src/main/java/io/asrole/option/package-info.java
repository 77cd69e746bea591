// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0

/** What the options of {@code asrole setup} say: their values are checked and completed. */
@NullMarked
package io.asrole.option;

import org.jspecify.annotations.NullMarked;
