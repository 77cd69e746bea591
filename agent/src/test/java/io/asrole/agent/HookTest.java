// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.auth.AWSCredentials;
import com.amazonaws.auth.AWSCredentialsProvider;
import com.amazonaws.auth.AWSCredentialsProviderChain;
import com.amazonaws.auth.BasicSessionCredentials;
import com.amazonaws.auth.DefaultAWSCredentialsProviderChain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

class HookTest {
  private static final Object V2 = DefaultCredentialsProvider.builder().build();

  /** By four threads in all; a torn answer shows within the first thousands. */
  private static final int READS = 5_000_000;

  private static final Object V1 = new DefaultAWSCredentialsProviderChain();

  @Test
  void returnsTheSameObjectForTheSameCredentials() {
    Hook.INSTANCE.publish(credentials(1));
    AwsSessionCredentials first = v2();
    assertEquals("key1", first.accessKeyId());
    assertSame(first, v2());
    Hook.INSTANCE.publish(credentials(2));
    assertEquals("key2", v2().accessKeyId());
    assertEquals("key2", v1().getAWSAccessKeyId());
  }

  @Test
  void leavesAChainThatIsBuiltInCodeAlone() {
    Hook.INSTANCE.publish(credentials(1));
    AWSCredentialsProvider chosen = (AWSCredentialsProvider) V1;
    assertNull(Hook.INSTANCE.apply(new AWSCredentialsProviderChain(chosen), AWSCredentials.class));
  }

  @Test
  void neverMixesTwoSessions() throws Exception {
    Supplier<String[]> askV2 =
        () -> {
          AwsSessionCredentials answer = v2();
          return new String[] {
            answer.accessKeyId(), answer.secretAccessKey(), answer.sessionToken()
          };
        };
    Supplier<String[]> askV1 =
        () -> {
          BasicSessionCredentials answer = v1();
          return new String[] {
            answer.getAWSAccessKeyId(), answer.getAWSSecretKey(), answer.getSessionToken()
          };
        };
    readWhileSessionsChange(READS, List.of(askV2, askV1, askV2, askV1));
  }

  /** The same through the hooked methods of the SDKs. */
  @Test
  void neverMixesTwoSessionsInHookedMethods() throws Exception {
    Hook.INSTANCE.publish(credentials(0));
    HookedSdks sdks = new HookedSdks();
    Supplier<String[]> askV2 = sdks.make(HookedSdks.AskV2.class);
    Supplier<String[]> askV1 = sdks.make(HookedSdks.AskV1.class);
    readWhileSessionsChange(READS, List.of(askV2, askV1, askV2, askV1));
  }

  /** Checks that each answer is of one session, and not older than the answer before. */
  private static void readWhileSessionsChange(int reads, List<Supplier<String[]>> askers)
      throws Exception {
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
    ExecutorService threads = Executors.newFixedThreadPool(askers.size());
    List<Future<Integer>> last = new ArrayList<>();
    rotator.start();
    try {
      for (Supplier<String[]> asker : askers) {
        last.add(threads.submit(() -> read(reads / askers.size(), asker)));
      }
      for (Future<Integer> session : last) {
        assertTrue(session.get() > 0);
      }
    } finally {
      rotator.interrupt();
      rotator.join();
      threads.shutdownNow();
    }
  }

  /** Reads that many times and returns the number of the last session. */
  private static int read(int reads, Supplier<String[]> asker) {
    String[] last = {"key0", "secret0", "token0"};
    for (int i = 0; i < reads; i++) {
      String[] answer = asker.get();
      if (!Arrays.equals(answer, last)) {
        int session = number(answer[0], "key");
        if (session <= number(last[0], "key")
            || session != number(answer[1], "secret")
            || session != number(answer[2], "token")) {
          throw new AssertionError(String.join(" ", answer) + " after " + last[0]);
        }
        last = answer;
      }
    }
    return number(last[0], "key");
  }

  private static int number(String value, String beginning) {
    return Integer.parseInt(value, beginning.length(), value.length(), 10);
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
