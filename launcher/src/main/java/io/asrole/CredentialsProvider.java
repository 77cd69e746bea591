// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

/**
 * Where credentials come from.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html">AWS
 *     SDKs: standardized credential providers</a>
 */
@FunctionalInterface
public interface CredentialsProvider {
  /** The credentials as they are now; asks over the network where it must. */
  Credentials resolveCredentials() throws AsroleException;
}
