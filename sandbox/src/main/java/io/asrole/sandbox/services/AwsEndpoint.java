// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.services;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.http.Service;
import java.util.List;

/**
 * The endpoint that AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_STS lead to. Requests to other services
 * than STS get an error, so that no client in the sandbox reaches AWS.
 */
public record AwsEndpoint(Service sts, Service others) implements Service {
  @Override
  public List<String> names(Request request) {
    return service(request).names(request);
  }

  @Override
  public Response answer(Request request) {
    return service(request).answer(request);
  }

  @Override
  public Response throttled(Request request) {
    return service(request).throttled(request);
  }

  @Override
  public Response denied(Request request) {
    return service(request).denied(request);
  }

  private Service service(Request request) {
    return UnsupportedService.isRequested(request) ? others : sts;
  }
}
