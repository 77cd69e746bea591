// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** Small text tools that several rooms use. */
@NullMarked
package io.asrole.text;

import org.jspecify.annotations.NullMarked;
