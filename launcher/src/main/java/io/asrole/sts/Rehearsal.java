// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.Credentials;
import io.asrole.sts.StsConnections.Patience;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * An AssumeRole with nobody: no byte leaves the process, and the answer is this class's own. By it
 * the SDK's client, signer and XML reader are there when the one that counts begins.
 */
final class Rehearsal implements Runnable, SdkHttpClient, ExecutableHttpRequest {
  static final String REGION = "us-east-1";

  private static final StsEndpoint ENDPOINT =
      new StsEndpoint(REGION, "STS", null, false, false, null, new Proxies(Map.of()));

  private static final String ANSWER =
      "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult>"
          + "<AssumedRoleUser><AssumedRoleId>AROA:n</AssumedRoleId><Arn>arn</Arn></AssumedRoleUser>"
          + "<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
          + "<SessionToken>t</SessionToken><Expiration>2011-06-15T00:00:00Z</Expiration>"
          + "</Credentials></AssumeRoleResult><ResponseMetadata><RequestId>r</RequestId>"
          + "</ResponseMetadata></AssumeRoleResponse>";

  @Override
  public void run() {
    Credentials nobody = new Credentials("ASIA", "s", "t", null);
    try (StsClient sts = StsClients.client(ENDPOINT, nobody, this, Patience.OF_A_START, null)) {
      sts.assumeRole(
          request -> request.roleArn("arn:aws:iam::123456789012:role/n").roleSessionName("n"));
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return this;
  }

  @Override
  public HttpExecuteResponse call() {
    byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(SdkHttpResponse.builder().statusCode(200).build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
        .build();
  }

  @Override
  public void abort() {}

  @Override
  public void close() {}
}
