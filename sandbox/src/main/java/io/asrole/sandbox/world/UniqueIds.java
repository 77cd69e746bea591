// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Creates the unique ids of IAM resources and access keys.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids">Unique
 *     identifiers</a>
 */
public final class UniqueIds {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final Pattern ACCESS_KEY = Pattern.compile("(AKIA|ASIA)[A-Z2-7]{16}");

  private UniqueIds() {}

  /** The id of the resource with this ARN. It is the same in every run. */
  public static String create(String prefix, String arn) {
    byte[] digest = sha256(arn);
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < 17; i++) {
      id.append(BASE32.charAt(digest[i] & 31));
    }
    return id.toString();
  }

  /** A new access key id {@code ASIA...}. It encodes the account number, as in AWS. */
  public static String accessKeyId(String account, SecureRandom random) {
    long high = 1L << 47 | Long.parseLong(account) << 7 | random.nextInt(128);
    StringBuilder id = new StringBuilder("ASIA");
    // 48 bits are nine characters and three bits of the tenth; the rest is random.
    long bits = high << 2 | random.nextInt(4);
    for (int shift = 45; shift >= 0; shift -= 5) {
      id.append(BASE32.charAt((int) (bits >> shift & 31)));
    }
    for (int i = 0; i < 6; i++) {
      id.append(BASE32.charAt(random.nextInt(32)));
    }
    return id.toString();
  }

  /** The account number that an access key id encodes; empty if the id has another form. */
  public static Optional<String> account(String accessKeyId) {
    if (!ACCESS_KEY.matcher(accessKeyId).matches()) {
      return Optional.empty();
    }
    long bits = 0;
    for (int i = 4; i < 14; i++) {
      bits = bits << 5 | BASE32.indexOf(accessKeyId.charAt(i));
    }
    long account = (bits >> 2 & 0x7fffffffff80L) >> 7;
    return Optional.of(String.format(Locale.ROOT, "%012d", account)).filter(a -> a.length() == 12);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
