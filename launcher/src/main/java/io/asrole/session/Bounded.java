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
  private Bounded() {}

  static Session open(Opener opener, Optional<Session> previous, Duration most, Trace trace)
      throws AsroleException {
    FutureTask<Session> opening = new FutureTask<>(() -> opener.open(previous));
    Thread thread = new Thread(opening, "open-session");
    thread.setDaemon(true);
    thread.start();
    try {
      return trace.await(opening, most);
    } catch (TimeoutException e) {
      throw StoreFailure.tooSlow(most.toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreFailure.tooSlow(0);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AsroleException failure) {
        throw failure;
      }
      throw StoreFailure.unexpected(e.getCause());
    }
  }
}
