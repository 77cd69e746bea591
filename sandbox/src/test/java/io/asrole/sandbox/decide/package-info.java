// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.asrole.sandbox.decide;

import org.jspecify.annotations.NullMarked;
