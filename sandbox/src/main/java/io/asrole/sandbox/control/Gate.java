// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.http.Service;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * Counts and logs each request to a service. A queued fault answers instead of the service.
 *
 * @param clock the time for the log
 */
public record Gate(
    Service service,
    Faults faults,
    Tally tally,
    Recent<ReceivedRequest> requests,
    InstantSource clock)
    implements Function<Request, Response> {

  @Override
  public Response apply(Request request) {
    List<String> names = service.names(request);
    names.stream().filter(name -> name.indexOf(':') < 0).forEach(tally::called);
    Faults.Played played = faults.answer(service, request, names);
    requests.add(
        ReceivedRequest.create(clock.instant(), names, request, played.response(), played.fault()));
    return played.response();
  }
}
