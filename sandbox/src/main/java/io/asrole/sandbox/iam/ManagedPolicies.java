// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.json.JsonPlace;
import java.util.List;
import java.util.Map;

/**
 * Managed policies by their ARN. Policies that are short and documented have their content here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">AWS
 *     managed policies</a>
 */
final class ManagedPolicies {
  private static final Map<String, String> CONTENT =
      Map.of(
          "AdministratorAccess",
          statement("'Effect': 'Allow', 'Action': '*', 'Resource': '*'"),
          "PowerUserAccess",
          statement(
              "'Effect': 'Allow', 'NotAction': ['iam:*', 'organizations:*', 'account:*'],"
                  + " 'Resource': '*'"),
          "AWSDenyAll",
          statement("'Effect': 'Deny', 'Action': '*', 'Resource': '*'"));

  private ManagedPolicies() {}

  static Policy policy(String arn) {
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    String title = "the managed policy " + name;
    String content = arn.contains(":iam::aws:policy/") ? CONTENT.get(name) : null;
    return content == null
        ? new Policy(title, List.of(), arn)
        : new PolicyReader(PolicyKind.BOUNDARY, title).read(JsonPlace.parse(content));
  }

  private static String statement(String elements) {
    return ("{'Version': '2012-10-17', 'Statement': [{" + elements + "}]}").replace('\'', '"');
  }
}
