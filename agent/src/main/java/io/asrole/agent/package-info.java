// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The Java agent: it gives the AWS SDKs in a JVM the credentials of one role and refreshes them.
 */
package io.asrole.agent;
