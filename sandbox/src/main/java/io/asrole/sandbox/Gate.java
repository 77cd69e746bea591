// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.control.Faults;
import io.asrole.sandbox.control.Tally;
import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.http.Service;
import java.util.function.Function;

/** Counts each request to a service. A queued fault answers instead of the service. */
final class Gate implements Function<Request, Response> {
  private final Service service;
  private final Faults faults;
  private final Tally tally;

  Gate(Service service, Faults faults, Tally tally) {
    this.service = service;
    this.faults = faults;
    this.tally = tally;
  }

  @Override
  public Response apply(Request request) {
    service.names(request).stream().filter(name -> name.indexOf(':') < 0).forEach(tally::called);
    return faults.answer(service, request);
  }
}
