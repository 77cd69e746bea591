// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.services;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.http.Service;
import io.asrole.sandbox.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Answers requests to an AWS service that the sandbox does not simulate: status 501 and the error
 * {@code NotImplemented}, in a form that the service's clients can read. SDKs do not retry 501.
 */
public final class UnsupportedService implements Service {
  private static final String CODE = "NotImplemented";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String STS_VERSION = "Version=2011-06-15";

  /**
   * Whether the request is one for another service than STS. An unsigned request is one for STS if
   * its query or its form has an Action.
   */
  public static boolean isRequested(Request request) {
    String service = RequestedService.signed(request);
    if (service.isEmpty()) {
      return !has(request, "Action=");
    }
    // STS itself refuses a request to STS that was signed for another service.
    return !service.equals("sts") && !has(request, STS_VERSION);
  }

  private static boolean has(Request request, String parameter) {
    boolean form = request.header("content-type").orElse("").startsWith(FORM);
    return ("&" + request.query()).contains("&" + parameter)
        || (form && ("&" + request.body()).contains("&" + parameter));
  }

  @Override
  public List<String> names(Request request) {
    String service = RequestedService.parse(request);
    return List.of("other", "other." + (service.isEmpty() ? "unknown" : service));
  }

  @Override
  public Response answer(Request request) {
    String service = RequestedService.parse(request);
    String sentence =
        "asrole-sandbox does not simulate %s: it has instance metadata and STS only. Set %s to a"
                .formatted(
                    service.isEmpty() ? "this AWS service" : service,
                    service.equals("s3")
                        ? "AWS_ENDPOINT_URL_S3"
                        : "the variable of the service, such as AWS_ENDPOINT_URL_S3,")
            + " server that simulates the service, such as LocalStack or moto.";
    return error(service, request, sentence).with("x-amzn-RequestId", UUID.randomUUID().toString());
  }

  @Override
  public Response throttled(Request request) {
    return answer(request);
  }

  @Override
  public Response denied(Request request) {
    return answer(request);
  }

  private static Response error(String service, Request request, String sentence) {
    String type = request.header("content-type").orElse("");
    String error = "<Code>" + CODE + "</Code><Message>" + sentence + "</Message>";
    if (service.equals("s3") || (service.isEmpty() && type.isEmpty())) {
      // Unsigned requests without a content type are those of S3 clients for public objects.
      return xml("<Error>" + error + "</Error>");
    } else if (service.equals("ec2")) {
      return xml("<Response><Errors><Error>" + error + "</Error></Errors></Response>");
    } else if (type.startsWith(FORM) || service.equals("route53") || service.equals("cloudfront")) {
      return xml(
          "<ErrorResponse><Error><Type>Receiver</Type>" + error + "</Error></ErrorResponse>");
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("__type", CODE);
    document.put("message", sentence);
    return Response.create(501, "application/x-amz-json-1.1", JsonText.line(document))
        .with("x-amzn-ErrorType", CODE);
  }

  private static Response xml(String body) {
    return Response.create(
        501, "text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body + "\n");
  }
}
