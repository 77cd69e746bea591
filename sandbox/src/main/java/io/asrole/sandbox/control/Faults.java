// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import io.asrole.sandbox.http.Delivery;
import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.http.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The queue of faults. They are played in the order in which they were added. */
public final class Faults {
  private static final String LOGIN_PAGE =
      "<!DOCTYPE html>\n<html><head><title>Log in to the network</title></head></html>\n";

  private final List<Fault> waiting = new ArrayList<>();
  private CountDownLatch cleared = new CountDownLatch(1);

  public synchronized void queue(Fault fault) {
    waiting.add(fault);
  }

  /** Removes all faults and closes the connections that a fault holds open. */
  public synchronized void clear() {
    waiting.clear();
    cleared.countDown();
    cleared = new CountDownLatch(1);
  }

  /** The faults that are queued, in the order in which they will be played. */
  public synchronized List<Fault> list() {
    return List.copyOf(waiting);
  }

  /**
   * The answer to a request.
   *
   * @param fault the kind of the fault that was played; null if the service answered
   */
  public record Played(Response response, @Nullable String fault) {}

  /** The service's answer, or that of the first queued fault for this request. */
  public Played answer(Service service, Request request, List<String> names) {
    CountDownLatch until;
    Optional<Fault> fault;
    synchronized (this) {
      until = cleared;
      fault = take(names);
    }
    return fault
        .map(f -> new Played(play(f.kind(), service, request, until), f.kind().kindName()))
        .orElseGet(() -> new Played(service.answer(request), null));
  }

  private Optional<Fault> take(List<String> names) {
    ListIterator<Fault> faults = waiting.listIterator();
    while (faults.hasNext()) {
      Fault fault = faults.next();
      if (fault.hits(names)) {
        if (fault.times() == 1) {
          faults.remove();
        } else if (fault.times() > 1) {
          faults.set(fault.times(fault.times() - 1));
        }
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  private static Response play(
      Fault.Kind kind, Service service, Request request, CountDownLatch until) {
    if (kind instanceof Fault.Status status) {
      return Response.create(status.code(), "text/plain", status.body());
    } else if (kind instanceof Fault.Literal literal) {
      return Response.create(literal.status(), literal.contentType(), literal.text());
    } else if (kind instanceof Fault.Throttle) {
      return service.throttled(request);
    } else if (kind instanceof Fault.Denied) {
      return service.denied(request);
    } else if (kind instanceof Fault.Garbled) {
      return Response.create(200, "text/html", LOGIN_PAGE);
    } else if (kind instanceof Fault.Hang) {
      return Response.create(200, "text/plain", "").delivered(new Delivery.Never(until));
    } else if (kind instanceof Fault.Truncated) {
      return service.answer(request).delivered(new Delivery.Truncated());
    } else {
      Delivery drip = new Delivery.Drip(Duration.ofSeconds(1), until);
      return service.answer(request).delivered(drip);
    }
  }
}
