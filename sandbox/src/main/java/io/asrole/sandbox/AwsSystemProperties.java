// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The Java system properties of the AWS SDKs for Java and Kotlin that mean the same as environment
 * variables.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">Settings
 *     reference of the AWS SDKs</a>
 */
final class AwsSystemProperties {
  /** The SDK for Java v1 has no property for an STS endpoint and for the two files. */
  private static final Map<String, List<String>> BY_VARIABLE =
      Map.of(
          "AWS_EC2_METADATA_SERVICE_ENDPOINT",
          List.of(
              "aws.ec2MetadataServiceEndpoint",
              "com.amazonaws.sdk.ec2MetadataServiceEndpointOverride"),
          "AWS_ENDPOINT_URL",
          List.of("aws.endpointUrl"),
          "AWS_ENDPOINT_URL_STS",
          List.of("aws.endpointUrlSts"),
          "AWS_CONFIG_FILE",
          List.of("aws.configFile"),
          "AWS_SHARED_CREDENTIALS_FILE",
          List.of("aws.sharedCredentialsFile"),
          "AWS_REGION",
          List.of("aws.region"));

  /** Properties that select other credentials, another region or other endpoints. */
  static final Set<String> REMOVED =
      Set.of(
          "aws.accessKeyId",
          "aws.containerAuthorizationToken",
          "aws.containerAuthorizationTokenFile",
          "aws.containerCredentialsFullUri",
          "aws.containerCredentialsPath",
          "aws.ec2MetadataServiceEndpointMode",
          "aws.ignoreConfiguredEndpointUrls",
          "aws.profile",
          "aws.roleArn",
          "aws.roleSessionName",
          "aws.secretAccessKey",
          "aws.secretKey",
          "aws.sessionToken",
          "aws.useDualstackEndpoint",
          "aws.useFipsEndpoint",
          "aws.webIdentityTokenFile",
          "com.amazonaws.sdk.disableEc2Metadata");

  private AwsSystemProperties() {}

  /** The properties for the sandbox's variables. */
  static Map<String, String> create(Map<String, String> environment, String region) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("aws.region", region);
    // A property has priority over AWS_EC2_METADATA_DISABLED=true, which CI machines often have.
    properties.put("aws.disableEc2Metadata", "false");
    environment.forEach(
        (variable, value) ->
            BY_VARIABLE
                .getOrDefault(variable, List.of())
                .forEach(property -> properties.put(property, value)));
    return properties;
  }
}
