// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.json.JsonText;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answers of STS as JSON. AWS does not document this format. The members are in alphabetical
 * order, and a time is a number of seconds: {@code {"AssumeRoleResponse": {"AssumeRoleResult":
 * {"Credentials": {"Expiration": 1.767225600E9, ...}}, "ResponseMetadata": {"RequestId": "..."}}}}.
 *
 * @see <a
 *     href="https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/token/token.go">aws-iam-authenticator,
 *     which reads this format</a>
 */
final class Json {
  private Json() {}

  static String result(StsResult result, String requestId) {
    Map<String, Object> response = new TreeMap<>();
    response.put(result.action() + "Result", members(result.members()));
    response.put("ResponseMetadata", Map.of("RequestId", requestId));
    return JsonText.line(Map.of(result.action() + "Response", response));
  }

  static String error(StsException error, String requestId) {
    Map<String, Object> document = new TreeMap<>();
    document.put("Error", new TreeMap<>(error.members()));
    document.put("RequestId", requestId);
    return JsonText.line(document);
  }

  private static Map<String, Object> members(Map<?, ?> members) {
    Map<String, Object> sorted = new TreeMap<>();
    members.forEach((name, value) -> sorted.put(String.valueOf(name), value(value)));
    return sorted;
  }

  private static Object value(Object value) {
    if (value instanceof Map<?, ?> map) {
      return members(map);
    }
    return value instanceof Instant time ? (double) time.getEpochSecond() : value;
  }
}
