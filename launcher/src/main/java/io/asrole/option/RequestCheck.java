// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.option;

import io.asrole.AsroleException;
import io.asrole.role.RoleArn;
import io.asrole.role.RoleRequest;
import io.asrole.role.SessionParameters;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Checks what a request would send to AWS, for the output of {@code asrole setup}. */
final class RequestCheck {
  private static final String POLICY_FORM = "a JSON object, or file://PATH of one";

  private RequestCheck() {}

  /** Throws if STS or IAM would reject the form of a parameter or of the region. */
  static void requireValid(RoleRequest request) throws AsroleException {
    OptionValue.REGION.require(request.region());
    SessionParameters parameters = request.parameters();
    OptionValue.EXTERNAL_ID.require(parameters.externalId());
    OptionValue.ROLE_SESSION_NAME.require(parameters.roleSessionName());
    OptionValue.SOURCE_IDENTITY.require(parameters.sourceIdentity());
    for (Map.Entry<String, String> tag : parameters.tags().entrySet()) {
      OptionValue.TAG_KEY.require(tag.getKey());
      OptionValue.TAG_VALUE.require(tag.getValue());
    }
    for (String key : parameters.transitiveTagKeys()) {
      OptionValue.TAG_KEY.require(key);
    }
    for (String policy : parameters.policyArns()) {
      OptionValue.POLICY_ARN.require(policy);
    }
    requireJson(parameters.policy());
  }

  /** Throws if the ARN is not that of a role that IAM could have. */
  static void requireRole(RoleArn role) throws AsroleException {
    String resource = role.path() + role.name();
    if (!OptionValue.PARTITION_PATTERN.matcher(role.partition()).matches()
        || !role.account().matches("[0-9]{12}")
        || !OptionValue.ROLE_WITH_PATH.matcher(resource).matches()) {
      throw OptionValue.malformed(
          "ARN", role.value(), "arn:PARTITION:iam::ACCOUNT:role/NAME of a role");
    }
  }

  private static void requireJson(@Nullable String policy) throws AsroleException {
    if (policy == null) {
      return;
    }
    boolean object;
    try {
      object = JsonNode.parser().parse(policy).isObject();
    } catch (RuntimeException e) {
      object = false;
    }
    if (!object) {
      throw OptionValue.malformed("--policy", policy, POLICY_FORM);
    }
  }
}
