// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.source;

import io.asrole.source.MetadataHttp.Answer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Repeats requests after errors that may be temporary: no answer, a broken connection, HTTP 429 and
 * 5xx. The time that all failed requests of one process take together is limited.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html#instancedata-throttling">EC2:
 *     query throttling</a>
 */
final class MetadataRetries {
  /** Tries of a request that gets 429 or 5xx. */
  private static final int TRIES = 4;

  /** Tries of a request that gets no answer: a host under load may be slow once. */
  static final int UNANSWERED_TRIES = 2;

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final Duration MOST_LOST = Duration.ofSeconds(8);

  private final long mostLost;
  private long lost;

  /** Two requests may take {@code timeout}, even if the user has set a long one. */
  MetadataRetries(Duration timeout) {
    this.mostLost = Math.max(MOST_LOST.toNanos(), 2 * timeout.toNanos());
  }

  /** One request. */
  interface Exchange {
    Answer run() throws IOException;
  }

  /**
   * Runs the request until an answer is useful; else returns or throws the result of the last try.
   *
   * @param unansweredTries the number of tries if there is no answer
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

  /**
   * Waits longer after each attempt, for a random time: all processes of a host are throttled at
   * once.
   */
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
