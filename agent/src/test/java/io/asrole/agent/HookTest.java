// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.amazonaws.auth.AWSCredentials;
import com.amazonaws.auth.AWSCredentialsProvider;
import com.amazonaws.auth.AWSCredentialsProviderChain;
import com.amazonaws.auth.BasicSessionCredentials;
import com.amazonaws.auth.DefaultAWSCredentialsProviderChain;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

class HookTest {
  private static final Object V2 = DefaultCredentialsProvider.builder().build();
  private static final Object V1 = new DefaultAWSCredentialsProviderChain();

  @Test
  void answersWithTheSameObjectUntilThereAreOthers() {
    Hook.INSTANCE.publish(credentials(1));
    AwsSessionCredentials first = v2();
    assertEquals("key1", first.accessKeyId());
    assertSame(first, v2());
    Hook.INSTANCE.publish(credentials(2));
    assertEquals("key2", v2().accessKeyId());
    assertEquals("key2", v1().getAWSAccessKeyId());
  }

  @Test
  void leavesAChainAloneThatSomebodyChose() {
    Hook.INSTANCE.publish(credentials(1));
    AWSCredentialsProvider chosen = (AWSCredentialsProvider) V1;
    assertNull(Hook.INSTANCE.apply(new AWSCredentialsProviderChain(chosen), AWSCredentials.class));
  }

  /** A hundred million reads: each is of one session, and never of an earlier one than before. */
  @Test
  void neverAnswersWithPartsOfTwoSessions() throws Exception {
    Hook.INSTANCE.publish(credentials(0));
    Thread rotator =
        new Thread(
            () -> {
              for (int i = 1; !Thread.currentThread().isInterrupted(); i++) {
                Hook.INSTANCE.publish(credentials(i));
                for (int spin = 0; spin < 500; spin++) {
                  Thread.onSpinWait();
                }
              }
            });
    rotator.start();
    try {
      for (int i = 0; i < 50_000_000; i++) {
        AwsSessionCredentials v2 = v2();
        check(v2.accessKeyId(), v2.secretAccessKey(), v2.sessionToken());
        BasicSessionCredentials v1 = v1();
        check(v1.getAWSAccessKeyId(), v1.getAWSSecretKey(), v1.getSessionToken());
      }
    } finally {
      rotator.interrupt();
      rotator.join();
    }
  }

  private static void check(String key, String secret, String token) {
    int digits = key.length() - 3;
    if (!key.regionMatches(3, secret, 6, digits)
        || secret.length() != digits + 6
        || !key.regionMatches(3, token, 5, digits)
        || token.length() != digits + 5) {
      throw new AssertionError(key + " " + secret + " " + token);
    }
  }

  private static AwsSessionCredentials v2() {
    return (AwsSessionCredentials)
        Objects.requireNonNull(Hook.INSTANCE.apply(V2, AwsCredentials.class));
  }

  private static BasicSessionCredentials v1() {
    return (BasicSessionCredentials)
        Objects.requireNonNull(Hook.INSTANCE.apply(V1, AWSCredentials.class));
  }

  private static Credentials credentials(int number) {
    return new Credentials(
        "key" + number, "secret" + number, "token" + number, Instant.MAX, "123456789012");
  }
}
