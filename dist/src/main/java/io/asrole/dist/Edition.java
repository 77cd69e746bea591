// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

/**
 * The version and date that a man page shows.
 *
 * @param date {@code 2026-11-25}; it comes from the build, so that builds are reproducible
 */
record Edition(String version, String date) {}
