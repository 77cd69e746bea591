// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** The javaagent: one role's credentials for the AWS SDKs of a JVM, for as long as it lives. */
package io.asrole.agent;
