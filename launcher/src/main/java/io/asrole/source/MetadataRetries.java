// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.source;

import io.asrole.source.MetadataHttp.Answer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Repeats requests that failed in a way that may pass: no answer, a broken connection, throttling,
 * 5xx. The time lost by all requests of one process together is bounded.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html#instancedata-throttling">EC2:
 *     query throttling</a>
 */
final class MetadataRetries {
  /** Of a request that is answered with 429 or 5xx. */
  private static final int TRIES = 4;

  /** Of a request that is not answered: a host under load may be slow once. */
  static final int UNANSWERED_TRIES = 2;

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final Duration MOST_LOST = Duration.ofSeconds(8);

  private final long mostLost;
  private long lost;

  /** Two requests may run into {@code timeout}, also where the user set a long one. */
  MetadataRetries(Duration timeout) {
    this.mostLost = Math.max(MOST_LOST.toNanos(), 2 * timeout.toNanos());
  }

  /** One request. */
  interface Exchange {
    Answer run() throws IOException;
  }

  /**
   * The first useful answer, else the last one; throws what the last try threw.
   *
   * @param unansweredTries how often the request is made where it is not answered
   */
  Answer run(Exchange exchange, int unansweredTries) throws IOException {
    int unanswered = 0;
    for (int attempt = 1; ; attempt++) {
      long start = System.nanoTime();
      try {
        Answer answer = exchange.run();
        boolean busy = answer.status() == 429 || answer.status() >= 500;
        if (!busy || isLast(attempt, start) || !pause(attempt)) {
          return answer;
        }
      } catch (IOException e) {
        unanswered++;
        boolean waited = e instanceof SocketTimeoutException;
        if (unanswered >= unansweredTries
            || isLast(attempt, start)
            || !(waited || pause(attempt))) {
          throw e;
        }
      }
      lost += System.nanoTime() - start;
    }
  }

  private boolean isLast(int attempt, long start) {
    return attempt >= TRIES || lost + System.nanoTime() - start >= mostLost;
  }

  /** Waits longer after each attempt, by chance, for all processes of a host are throttled. */
  private static boolean pause(int attempt) {
    long millis = FIRST_PAUSE_MILLIS << (attempt - 1);
    try {
      Thread.sleep(millis + (long) (Math.random() * millis));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
