// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.text.Alphabet;
import io.asrole.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Creates the default name of a role session, which CloudTrail shows: the user and the host.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole,
 *     RoleSessionName</a>
 */
public final class RoleSessionName {
  private static final int LONGEST = 64;
  private static final int DIGEST_CHARACTERS = 8;

  private RoleSessionName() {}

  /**
   * {@code USER@HOST} in AWS's alphabet and at most 64 characters. If a character was replaced or
   * cut off, the name ends with a digest of the original, so that two users never get the same
   * name.
   */
  public static String create(String user, String host) {
    String whole = user + "@" + host;
    StringBuilder name = new StringBuilder(whole.length());
    for (int i = 0; i < whole.length(); i++) {
      name.append(Alphabet.IAM_NAME.has(whole.charAt(i)) ? whole.charAt(i) : '-');
    }
    if (name.length() <= LONGEST && name.toString().equals(whole)) {
      return whole;
    }
    name.setLength(Math.min(name.length(), LONGEST - DIGEST_CHARACTERS - 1));
    return name + "-" + digest(whole);
  }

  private static String digest(String whole) {
    byte[] sha = Sha256.digest(whole.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(sha, 0, DIGEST_CHARACTERS / 2);
  }
}
