// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

/**
 * A cause and its fix.
 *
 * @param fix a command for a shell where there is one, else what to do in words
 */
public record Remedy(String cause, String fix) {}
