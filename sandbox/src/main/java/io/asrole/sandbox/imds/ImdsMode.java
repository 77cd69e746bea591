// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import java.util.Locale;

/**
 * How the instance serves its metadata.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html">Instance
 *     metadata options</a>
 */
public enum ImdsMode {
  /** Only with a metadata token (HttpTokens=required). */
  V2,
  /** With or without a metadata token (HttpTokens=optional). */
  OPTIONAL,
  /** Not at all (HttpEndpoint=disabled). */
  OFF;

  /** The value of {@code --imds}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
