// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.text.OneLine;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Describes the body of an error that is not in the format of STS: by the code and message of
 * another service, else by the beginning of the text.
 *
 * <p>S3 answers {@code <Error><Code>AccessDenied</Code><Message>Access
 * Denied</Message>...</Error>}, an API gateway {@code {"message":"Missing Authentication Token"}}.
 */
final class ErrorBody {
  private static final int LONGEST = 200;

  /** The SDK's replacement for an empty body. */
  private static final String SDK_EMPTY_BODY = "<eof/>";

  private static final Pattern XML_CODE = Pattern.compile("<Error>.*?<Code>([^<]+)</Code>");
  private static final Pattern XML_MESSAGE = Pattern.compile("<Message>([^<]+)</Message>");
  private static final Pattern JSON_CODE = Pattern.compile("\"__type\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern JSON_MESSAGE =
      Pattern.compile("\"[Mm]essage\"\\s*:\\s*\"([^\"]+)\"");

  private ErrorBody() {}

  /** Such as {@code HTTP 403: AccessDenied: Access Denied, which is not an answer of STS}. */
  static String describe(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String body =
        details == null || details.rawResponse() == null
            ? ""
            : OneLine.flatten(details.rawResponse().asString(StandardCharsets.UTF_8));
    String http = "HTTP " + e.statusCode();
    if (body.isEmpty() || body.equals(SDK_EMPTY_BODY)) {
      return http + " with an empty body";
    }
    boolean json = body.startsWith("{");
    String code = first(json ? JSON_CODE : XML_CODE, body);
    String message = first(json ? JSON_MESSAGE : XML_MESSAGE, body);
    if (code.isEmpty() && (message.isEmpty() || !json)) {
      return http + ": " + OneLine.shorten(body, LONGEST);
    }
    String separator = code.isEmpty() || message.isEmpty() ? "" : ": ";
    return http
        + ": "
        + OneLine.shorten(code + separator + message, LONGEST)
        + ", which is not an answer from STS";
  }

  private static String first(Pattern pattern, String body) {
    Matcher found = pattern.matcher(body);
    return found.find() ? found.group(1) : "";
  }
}
