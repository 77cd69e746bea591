// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

/** Which of the SDKs' providers give the role's credentials; each scope has those before it. */
enum Scope {
  /** The default chain. */
  DEFAULT_CHAIN,
  /** The instance profile's and the container's providers, used by themselves, too. */
  AMBIENT,
  /** The providers of environment variables, system properties and profiles, too. */
  ALL
}
