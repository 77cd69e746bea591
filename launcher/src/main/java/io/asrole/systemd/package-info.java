// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** Reads the settings of systemd's unit files, and the files of variables that they name. */
@NullMarked
package io.asrole.systemd;

import org.jspecify.annotations.NullMarked;
