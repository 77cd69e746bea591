// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.session;

import io.asrole.sandbox.world.UniqueIds;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

/**
 * Temporary security credentials.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html">Credentials</a>
 */
public record Credentials(
    String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {
  private static final int TOKEN_BYTES = 496;

  static Credentials generate(String account, Instant expiration, SecureRandom random) {
    return new Credentials(
        UniqueIds.accessKeyId(account, random),
        randomBase64(30, random),
        "IQoJb3JpZ2luX2Vj" + randomBase64(TOKEN_BYTES, random),
        expiration);
  }

  /**
   * Random Base64 with at least one slash and one plus: a client that does not escape them fails.
   */
  private static String randomBase64(int bytes, SecureRandom random) {
    byte[] noise = new byte[bytes];
    String text;
    do {
      random.nextBytes(noise);
      text = Base64.getEncoder().encodeToString(noise);
    } while (text.indexOf('/') < 0 || text.indexOf('+') < 0);
    return text;
  }

  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + ", " + expiration + "]";
  }
}
