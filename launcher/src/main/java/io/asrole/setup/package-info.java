// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** What has to exist at AWS for a start to work, as text to be run elsewhere. */
@NullMarked
package io.asrole.setup;

import org.jspecify.annotations.NullMarked;
