// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** Small tools for text and tasks that several packages use. */
@NullMarked
package io.asrole.text;

import org.jspecify.annotations.NullMarked;
