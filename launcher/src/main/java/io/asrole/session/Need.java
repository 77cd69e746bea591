// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import java.time.Duration;

/**
 * What a caller needs of a session from the store.
 *
 * @param lasting whether the session is for a program that renews its credentials: a session in its
 *     last third is renewed at once. A command starts with such a session.
 * @param remaining the life that the session must have left; zero for asrole's own limit
 */
public record Need(boolean lasting, Duration remaining) {
  /** To start a command. */
  public static final Need START = new Need(false, Duration.ZERO);

  /** For a program that renews its credentials. */
  public static final Need LASTING = new Need(true, Duration.ZERO);
}
