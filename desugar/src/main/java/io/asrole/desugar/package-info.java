// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Steps of the build: what a JVM would make of lambdas in each start is made once, in the jar; what
 * the agent may never need is put away.
 */
@NullMarked
package io.asrole.desugar;

import org.jspecify.annotations.NullMarked;
