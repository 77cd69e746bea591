// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

/** What a page says of its age; the date is the build's, so that builds are reproducible. */
record Edition(String version, String date) {}
