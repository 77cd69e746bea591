// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** Diagnoses why {@code asrole ROLE} fails: findings, their causes and their fixes. */
@NullMarked
package io.asrole.doctor;

import org.jspecify.annotations.NullMarked;
