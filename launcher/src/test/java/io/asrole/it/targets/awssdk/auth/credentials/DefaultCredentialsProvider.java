// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it.targets.awssdk.auth.credentials;

/** The default chain of an SDK of a later version, which has no method that the agent knows. */
public final class DefaultCredentialsProvider {
  private DefaultCredentialsProvider() {}
}
