// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** The program asrole-grant, which sudo runs on a guarded host as the user asrole. */
@NullMarked
package io.asrole.grant;

import org.jspecify.annotations.NullMarked;
