// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The format of an answer. STS answers XML unless the client sends {@code Accept:
 * application/json}, as the checkers of EKS tokens do.
 */
enum AnswerFormat {
  XML("text/xml"),
  JSON("application/json");

  private final String contentType;

  AnswerFormat(String contentType) {
    this.contentType = contentType;
  }

  /** The format that the request's Accept header asks for. */
  static AnswerFormat parse(Request request) {
    boolean json =
        Stream.of(request.header("accept").orElse("").split(",", -1))
            .anyMatch(type -> type.strip().split(";", 2)[0].equalsIgnoreCase(JSON.contentType));
    return json ? JSON : XML;
  }

  Response result(StsResult result) {
    String id = UUID.randomUUID().toString();
    return response(200, id, this == XML ? Xml.result(result, id) : Json.result(result, id));
  }

  Response error(StsException error) {
    String id = UUID.randomUUID().toString();
    String body = this == XML ? Xml.error(error, id) : Json.error(error, id);
    return response(error.status(), id, body);
  }

  private Response response(int status, String requestId, String body) {
    return Response.create(status, contentType, body).with("x-amzn-RequestId", requestId);
  }
}
