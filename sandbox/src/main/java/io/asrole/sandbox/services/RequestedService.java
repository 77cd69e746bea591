// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.services;

import io.asrole.sandbox.http.Request;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out which AWS service a request is for. */
final class RequestedService {
  // Credential=AKID/DATE/REGION/SERVICE/aws4_request, in the Authorization header; in a presigned
  // URL the slashes are escaped.
  private static final Pattern SCOPE =
      Pattern.compile(
          "Credential=[^/%,&]+(?:/|%2F)\\d{8}(?:/|%2F)[a-z0-9-]+(?:/|%2F)([a-z0-9-]{1,40})(?:/|%2F)",
          Pattern.CASE_INSENSITIVE);

  // AWSCognitoIdentityService.GetId, DynamoDB_20120810.GetItem
  private static final Pattern TARGET = Pattern.compile("([A-Za-z0-9]{1,64})(?:_\\d{8})?\\..*");

  private RequestedService() {}

  /**
   * The signing name of the service, {@code s3}. Of an unsigned request the name in its header
   * X-Amz-Target, {@code AWSCognitoIdentityService}; empty if it has none.
   */
  static String parse(Request request) {
    String signed = signed(request);
    if (!signed.isEmpty()) {
      return signed;
    }
    Matcher target = TARGET.matcher(request.header("x-amz-target").orElse(""));
    return target.matches() ? target.group(1) : "";
  }

  /** The signing name of the service; empty if the request is not signed. */
  static String signed(Request request) {
    Matcher header = SCOPE.matcher(request.header("authorization").orElse(""));
    if (header.find()) {
      return header.group(1);
    }
    Matcher query = SCOPE.matcher(request.query());
    return query.find() ? query.group(1) : "";
  }
}
