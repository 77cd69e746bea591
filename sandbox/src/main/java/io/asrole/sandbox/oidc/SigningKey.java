// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.oidc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The RSA key of one sandbox. It signs the tokens of every OpenID Connect provider of the world.
 * The key is created when the first token is signed, because that takes a tenth of a second.
 */
public final class SigningKey {
  private static final String SHA256_WITH_RSA = "SHA256withRSA";

  private @Nullable String id;
  private @Nullable KeyPair pair;

  /** The key id, {@code kid} in the header of a token. */
  synchronized String id() {
    String created = id == null ? UUID.randomUUID().toString() : id;
    id = created;
    return created;
  }

  byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance(SHA256_WITH_RSA);
      signature.initSign(pair().getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + SHA256_WITH_RSA, e);
    }
  }

  /** Whether this key signed the text. */
  boolean verifies(String text, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(SHA256_WITH_RSA);
      signature.initVerify(pair().getPublic());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // the signature has another length
    }
  }

  private synchronized KeyPair pair() throws GeneralSecurityException {
    KeyPair created = pair;
    if (created == null) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      created = generator.generateKeyPair();
      pair = created;
    }
    return created;
  }
}
