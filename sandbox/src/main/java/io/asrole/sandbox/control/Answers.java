// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonText;
import java.util.Map;
import java.util.function.Function;

/** The responses of the control endpoint. */
public final class Answers {
  private Answers() {}

  /** The request was carried out, and there is nothing to return. */
  public static Response done() {
    return Response.create(204, "application/json", "");
  }

  public static Response json(int status, Map<String, ?> document) {
    return Response.create(status, "application/json", JsonText.document(document) + "\n");
  }

  /** Answers 400 with the message if the function throws because the request is invalid. */
  public static Function<Request, Response> checked(Function<Request, Response> answer) {
    return request -> {
      try {
        return answer.apply(request);
      } catch (JsonException | IllegalArgumentException e) {
        return json(400, Map.of("error", String.valueOf(e.getMessage())));
      }
    };
  }
}
