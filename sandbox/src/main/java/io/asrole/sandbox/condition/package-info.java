// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** The Condition element of policies, and the condition keys of a request. */
@NullMarked
package io.asrole.sandbox.condition;

import org.jspecify.annotations.NullMarked;
