// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** What keeps a start from working: findings, their causes and what mends them. */
@NullMarked
package io.asrole.doctor;

import org.jspecify.annotations.NullMarked;
