// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** The room, class by class. */
@NullMarked
package io.asrole.systemd;

import org.jspecify.annotations.NullMarked;
