// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

/**
 * A source of credentials.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html">AWS
 *     SDKs: standardized credential providers</a>
 */
@FunctionalInterface
public interface CredentialsProvider {
  /** Gets the current credentials, over the network if needed. */
  Credentials resolveCredentials() throws AsroleException;
}
