// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.json.JsonPlace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
          "FullAWSAccess",
          statement("'Effect': 'Allow', 'Action': '*', 'Resource': '*'"),
          "PowerUserAccess",
          statement(
              "'Effect': 'Allow', 'NotAction': ['iam:*', 'organizations:*', 'account:*'],"
                  + " 'Resource': '*'"),
          "AWSDenyAll",
          statement("'Effect': 'Deny', 'Action': '*', 'Resource': '*'"));

  // Their documents neither allow nor deny an action that the sandbox decides.
  private static final Set<String> WITHOUT_ROLES =
      Set.of(
          "AWSBillingReadOnlyAccess",
          "AWSCloudFormationFullAccess",
          "AWSCloudFormationReadOnlyAccess",
          "AWSCloudTrail_ReadOnlyAccess",
          "AWSCodeCommitReadOnly",
          "AWSConfigUserAccess",
          "AWSKeyManagementServicePowerUser",
          "AWSLambda_FullAccess",
          "AWSLambda_ReadOnlyAccess",
          "AWSOrganizationsReadOnlyAccess",
          "AWSSupportAccess",
          "AWSXRayDaemonWriteAccess",
          "AWSXrayReadOnlyAccess",
          "AmazonAthenaFullAccess",
          "AmazonBedrockReadOnly",
          "AmazonDynamoDBFullAccess",
          "AmazonDynamoDBReadOnlyAccess",
          "AmazonEC2ContainerRegistryPowerUser",
          "AmazonEC2ContainerRegistryPullOnly",
          "AmazonEC2ContainerRegistryReadOnly",
          "AmazonEC2FullAccess",
          "AmazonEC2ReadOnlyAccess",
          "AmazonECS_FullAccess",
          "AmazonEKSClusterPolicy",
          "AmazonEKSServicePolicy",
          "AmazonEKSWorkerNodePolicy",
          "AmazonEKS_CNI_Policy",
          "AmazonElasticFileSystemReadOnlyAccess",
          "AmazonKinesisReadOnlyAccess",
          "AmazonRDSReadOnlyAccess",
          "AmazonRoute53ReadOnlyAccess",
          "AmazonS3FullAccess",
          "AmazonS3ReadOnlyAccess",
          "AmazonSNSFullAccess",
          "AmazonSNSReadOnlyAccess",
          "AmazonSQSFullAccess",
          "AmazonSQSReadOnlyAccess",
          "AmazonSSMManagedInstanceCore",
          "AmazonSSMReadOnlyAccess",
          "AmazonVPCReadOnlyAccess",
          "CloudWatchAgentServerPolicy",
          "CloudWatchFullAccess",
          "CloudWatchLogsFullAccess",
          "CloudWatchLogsReadOnlyAccess",
          "CloudWatchReadOnlyAccess",
          "IAMFullAccess",
          "IAMReadOnlyAccess",
          "IAMUserChangePassword",
          "ReadOnlyAccess",
          "SecretsManagerReadWrite",
          "SecurityAudit",
          "job-function/Billing",
          "job-function/DataScientist",
          "job-function/DatabaseAdministrator",
          "job-function/NetworkAdministrator",
          "job-function/SupportUser",
          "job-function/SystemAdministrator",
          "job-function/ViewOnlyAccess",
          "service-role/AWSLambdaBasicExecutionRole",
          "service-role/AWSLambdaSQSQueueExecutionRole",
          "service-role/AWSLambdaVPCAccessExecutionRole",
          "service-role/AmazonEBSCSIDriverPolicy",
          "service-role/AmazonEC2ContainerServiceforEC2Role",
          "service-role/AmazonECSTaskExecutionRolePolicy");

  private static final Pattern OF_AWS = Pattern.compile("arn:aws[a-z-]*:iam::aws:policy/(.+)");
  private static final Pattern FULL_ACCESS =
      Pattern.compile(
          "arn:aws[a-z-]*:organizations::aws:policy/(?:service_control_policy/)?p-FullAWSAccess");

  private ManagedPolicies() {}

  /** Whether the sandbox knows what the policy says about the actions that it decides. */
  static boolean isKnown(String arn) {
    String path = path(arn);
    return CONTENT.containsKey(path) || WITHOUT_ROLES.contains(path);
  }

  /** The path and name of a policy of AWS; empty for other ARNs. */
  private static String path(String arn) {
    if (FULL_ACCESS.matcher(arn).matches()) {
      return "FullAWSAccess";
    }
    Matcher matcher = OF_AWS.matcher(arn);
    return matcher.matches() ? matcher.group(1) : "";
  }

  static Policy policy(String arn) {
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    String title = "the managed policy " + name;
    String content = CONTENT.get(path(arn));
    return content == null
        ? new Policy(title, List.of(), arn)
        : new PolicyReader(PolicyKind.BOUNDARY, title).read(JsonPlace.parse(content));
  }

  private static String statement(String elements) {
    return ("{'Version': '2012-10-17', 'Statement': [{" + elements + "}]}").replace('\'', '"');
  }
}
