// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

/** Which credentials providers of an SDK return the role. Each scope includes the ones above it. */
enum Scope {
  /** The default chain. */
  DEFAULT_CHAIN,
  /** Also the providers of instance profile and container, and of keys that asrole set. */
  AMBIENT,
  /** Also the providers of environment variables, system properties and profiles. */
  ALL
}
