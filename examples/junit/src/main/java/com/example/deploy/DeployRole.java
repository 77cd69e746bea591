// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package com.example.deploy;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * The application: it assumes a role with the credentials of its EC2 instance, and works as this
 * role. The work is one call of GetCallerIdentity here.
 */
public final class DeployRole implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String roleArn;
  private final String externalId;
  private final StsClient instance;
  private StsClient role;

  public DeployRole(String roleArn, String externalId) {
    this.roleArn = roleArn;
    this.externalId = externalId;
    this.instance =
        StsClient.builder().overrideConfiguration(c -> c.apiCallTimeout(PATIENCE)).build();
  }

  /** Works as the role. If the session has ended meanwhile, opens another one and tries again. */
  public String work() {
    if (role == null) {
      role = assumeRole();
    }
    try {
      return role.getCallerIdentity().arn();
    } catch (StsException e) {
      if (!e.awsErrorDetails().errorCode().equals("ExpiredToken")) {
        throw e;
      }
      role.close();
      role = assumeRole();
      return role.getCallerIdentity().arn();
    }
  }

  private StsClient assumeRole() {
    Credentials session =
        instance
            .assumeRole(r -> r.roleArn(roleArn).roleSessionName("deploy").externalId(externalId))
            .credentials();
    return StsClient.builder()
        .overrideConfiguration(c -> c.apiCallTimeout(PATIENCE))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    session.accessKeyId(), session.secretAccessKey(), session.sessionToken())))
        .build();
  }

  @Override
  public void close() {
    instance.close();
    if (role != null) {
      role.close();
    }
  }
}
