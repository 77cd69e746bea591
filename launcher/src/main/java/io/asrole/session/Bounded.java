// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import io.asrole.Trace;
import io.asrole.session.SessionStore.Opener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/** Opening a session within a bound, whatever the other side does: it may send a byte a second. */
final class Bounded {
  /**
   * The longest that a start waits for AWS. Sources and STS have shorter bounds of their own for
   * services that are silent; this one is for what trickles, and for hosts with too much to do.
   */
  static final Duration MOST = Duration.ofSeconds(30);

  private Bounded() {}

  static Session open(Opener opener, Optional<Session> previous, Trace trace)
      throws AsroleException {
    FutureTask<Session> opening = new FutureTask<>(() -> opener.open(previous));
    Thread thread = new Thread(opening, "open-session");
    thread.setDaemon(true);
    thread.start();
    try {
      return trace.await(opening, MOST);
    } catch (TimeoutException e) {
      throw StoreFailure.tooSlow(MOST.toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreFailure.tooSlow(0);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AsroleException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException unexpected) {
        throw StoreFailure.unexpected(unexpected);
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
