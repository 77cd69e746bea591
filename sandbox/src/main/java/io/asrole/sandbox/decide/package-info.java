// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** The subcommand decide: answers what IAM would decide. */
@NullMarked
package io.asrole.sandbox.decide;

import org.jspecify.annotations.NullMarked;
