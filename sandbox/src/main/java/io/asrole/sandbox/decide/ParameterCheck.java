// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.decide;

import io.asrole.sandbox.sts.RequestLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses questions about requests that no policy makes valid for STS. */
final class ParameterCheck {
  private ParameterCheck() {}

  /**
   * Checks the parameters of the question.
   *
   * @param role the ARN of the requested role
   * @throws DecideException with the error that STS answers
   */
  static void check(Question question, String role) throws DecideException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("RoleArn", role);
    put(parameters, "RoleSessionName", question.sessionName());
    parameters.putIfAbsent("RoleSessionName", "decide");
    put(parameters, "ExternalId", question.externalId());
    put(parameters, "SourceIdentity", question.sourceIdentity());
    int number = 1;
    for (Map.Entry<String, String> tag : question.tags().entrySet()) {
      parameters.put("Tags.member." + number + ".Key", tag.getKey());
      parameters.put("Tags.member." + number + ".Value", tag.getValue());
      number++;
    }
    number = 1;
    for (String key : question.transitiveTagKeys()) {
      parameters.put("TransitiveTagKeys.member." + number, key);
      number++;
    }
    Optional<String> error = RequestLimits.error(parameters, question.callerTransitiveTags());
    if (error.isPresent()) {
      throw new DecideException("STS answers " + error.get());
    }
  }

  private static void put(Map<String, String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }
}
