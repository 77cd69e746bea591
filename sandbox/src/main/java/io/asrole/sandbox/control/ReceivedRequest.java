// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import io.asrole.sandbox.http.Delivery;
import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to instance metadata or to an AWS service, without its secrets: headers, query and body
 * are left out.
 *
 * @param name the request's most exact counter name: {@code imds.get}, {@code sts.AssumeRole}
 * @param status the HTTP status of the answer; 0 if the answer is held back
 * @param fault the kind of the fault that was played, {@code throttle}; null if there was none
 * @param userAgent the client's User-Agent; empty if it sent none
 */
public record ReceivedRequest(
    Instant time,
    String name,
    String method,
    String path,
    int status,
    @Nullable String fault,
    String userAgent) {

  /** Creates the entry for a request. */
  public static ReceivedRequest create(
      Instant time,
      List<String> names,
      Request request,
      Response response,
      @Nullable String fault) {
    List<String> counters = names.stream().filter(name -> name.indexOf(':') < 0).toList();
    return new ReceivedRequest(
        time,
        counters.get(counters.size() - 1),
        request.method(),
        request.path(),
        response.delivery() instanceof Delivery.Never ? 0 : response.status(),
        fault,
        request.header("user-agent").orElse(""));
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("time", time);
    document.put("name", name);
    document.put("method", method);
    document.put("path", path);
    document.put("status", status);
    if (fault != null) {
      document.put("fault", fault);
    }
    document.put("userAgent", userAgent);
    return document;
  }
}
