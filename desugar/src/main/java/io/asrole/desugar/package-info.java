// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** A step of the build: what the agent may never need is put into a jar inside the agent's jar. */
@NullMarked
package io.asrole.desugar;

import org.jspecify.annotations.NullMarked;
