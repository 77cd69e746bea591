// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.AsroleException;
import io.asrole.role.AwsSettings;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a JVM's first call to STS takes longest for, done in threads of their own while keys are
 * looked up and source credentials asked for. Nobody waits for them, and what fails in them is not
 * told: the call itself fails alike, and tells it.
 */
public final class Ahead {
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private Ahead() {}

  /** Begins, once a JVM; on one processor there is nothing to gain. */
  public static void start(Map<String, String> environment) {
    if (Runtime.getRuntime().availableProcessors() > 1 && !STARTED.getAndSet(true)) {
      try {
        StsEndpoint endpoint =
            StsEndpoint.of(Rehearsal.REGION, AwsSettings.ofEnvironment(environment));
        start("asrole-rehearsal", new Rehearsal());
        if ("https".equals(endpoint.scheme())) {
          start("asrole-tls-ahead", new TlsAhead(endpoint));
        }
      } catch (AsroleException e) {
        // in its turn: the role, the config file or the source may be told first
      }
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((itself, failure) -> {});
    thread.start();
  }
}
