// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Metadata tokens (IMDSv2). A token holds the time of its end and a signature, so the sandbox
 * remembers no tokens, however many clients ask for one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-v2-how-it-works.html">How
 *     IMDSv2 works</a>
 */
final class MetadataTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNED_BYTES = 16; // the end in milliseconds, and 8 random bytes
  // 40 bytes give a Base64 text that ends in ==, as the tokens of IMDS do.
  private static final int TOKEN_BYTES = 40;

  private final InstantSource clock;
  private @Nullable SecretKeySpec key;

  MetadataTokens(InstantSource clock) {
    this.clock = clock;
  }

  String mint(Duration life) {
    byte[] nonce = new byte[8];
    Randomness.SOURCE.nextBytes(nonce);
    byte[] signed =
        ByteBuffer.allocate(SIGNED_BYTES)
            .putLong(clock.instant().plus(life).toEpochMilli())
            .put(nonce)
            .array();
    byte[] token = Arrays.copyOf(signed, TOKEN_BYTES);
    System.arraycopy(sign(signed), 0, token, SIGNED_BYTES, TOKEN_BYTES - SIGNED_BYTES);
    return Base64.getUrlEncoder().encodeToString(token);
  }

  /** The time until the token expires; empty if this sandbox did not mint it, or it has expired. */
  Optional<Duration> remaining(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length != TOKEN_BYTES) {
      return Optional.empty();
    }
    byte[] signature = Arrays.copyOfRange(bytes, SIGNED_BYTES, TOKEN_BYTES);
    byte[] expected =
        Arrays.copyOf(sign(Arrays.copyOf(bytes, SIGNED_BYTES)), TOKEN_BYTES - SIGNED_BYTES);
    if (!MessageDigest.isEqual(signature, expected)) {
      return Optional.empty();
    }
    Instant end = Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong());
    Instant now = clock.instant();
    return now.isBefore(end) ? Optional.of(Duration.between(now, end)) : Optional.empty();
  }

  private byte[] sign(byte[] signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      return mac.doFinal(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private synchronized SecretKeySpec key() {
    SecretKeySpec created = key;
    if (created == null) {
      byte[] secret = new byte[32];
      Randomness.SOURCE.nextBytes(secret);
      created = new SecretKeySpec(secret, ALGORITHM);
      key = created;
    }
    return created;
  }

  /** Holds the source of random bytes, which takes long to create: not when the sandbox starts. */
  private static final class Randomness {
    static final SecureRandom SOURCE = new SecureRandom();
  }
}
