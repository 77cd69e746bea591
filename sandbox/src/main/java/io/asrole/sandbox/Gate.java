// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.control.Faults;
import io.asrole.sandbox.control.Tally;
import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.http.Service;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

/** Stands before a service: counts each request, lets a fault answer, and dates the answer. */
final class Gate implements Function<Request, Response> {
  private final Service service;
  private final Faults faults;
  private final Tally tally;
  private final InstantSource clock;

  Gate(Service service, Faults faults, Tally tally, InstantSource clock) {
    this.service = service;
    this.faults = faults;
    this.tally = tally;
    this.clock = clock;
  }

  @Override
  public Response apply(Request request) {
    service.names(request).stream().filter(name -> name.indexOf(':') < 0).forEach(tally::called);
    // SDKs set their clocks by this header, so that it must show AWS's time and not this machine's.
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    return faults.answer(service, request).with("Date", date);
  }
}
