// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** A step of the build: what a JVM would make of lambdas in each start is made once, in the jar. */
@NullMarked
package io.asrole.desugar;

import org.jspecify.annotations.NullMarked;
