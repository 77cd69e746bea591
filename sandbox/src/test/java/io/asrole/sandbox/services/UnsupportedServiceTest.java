// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsupportedServiceTest {
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  private final UnsupportedService service = new UnsupportedService();

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "sts, /, Action=GetCallerIdentity&Version=2011-06-15, false",
        // STS refuses these itself.
        "s3, /, Action=GetCallerIdentity&Version=2011-06-15, false",
        "none, /, Action=AssumeRoleWithWebIdentity&Version=2011-06-15, false",
        "none, /, '', true",
        "none, /, NoAction=x, true",
        "sts, /, '', false",
        "sts, /, Action=ListUsers&Version=2010-05-08, false",
        "iam, /, Action=ListUsers&Version=2010-05-08, true",
        "s3, /, '', true",
        "none, /bucket/key, '', true",
      })
  void isRequestedByRequestsToOtherServicesThanSts(
      String name, String path, String body, boolean requested) {
    assertEquals(requested, UnsupportedService.isRequested(request(name, path, FORM, body)));
  }

  @ParameterizedTest
  @CsvSource({
    "s3, '', '<Error><Code>NotImplemented</Code><Message>'",
    "ec2, x-www-form-urlencoded, '<Response><Errors><Error><Code>NotImplemented</Code>'",
    "iam, x-www-form-urlencoded, '<ErrorResponse><Error><Type>Receiver</Type><Code>'",
    "route53, '', '<ErrorResponse><Error>'",
    "dynamodb, x-amz-json-1.0, '{\"__type\":\"NotImplemented\",\"message\":\"'",
    "lambda, json, '{\"__type\":\"NotImplemented\",\"message\":\"'",
  })
  void answersInTheFormOfTheService(String name, String type, String begin) {
    Response response = service.answer(request(name, "/x", "application/" + type, ""));
    assertEquals(501, response.status());
    assertTrue(response.body().contains(begin), response.body());
    assertTrue(
        response.body().contains("asrole-sandbox does not simulate " + name + ": "),
        response.body());
  }

  @Test
  void findsTheServiceOfAPresignedUrl() {
    Request presigned =
        new Request(
            "GET",
            "/bucket/key",
            "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=ASIA2%2F20260101%2Fus-east-1%2Fs3%2Faws4_request",
            Map.of(),
            "");
    assertEquals(List.of("other", "other.s3"), service.names(presigned));
    assertTrue(service.answer(presigned).body().contains("Set AWS_ENDPOINT_URL_S3 to a server"));
  }

  @Test
  void saysWhatToSetWhenItCannotTellTheService() {
    Request unsigned = new Request("GET", "/bucket/key", "", Map.of(), "");
    assertEquals(List.of("other", "other.unknown"), service.names(unsigned));
    assertTrue(
        service
            .answer(unsigned)
            .body()
            .contains(
                "asrole-sandbox does not simulate this AWS service: it has instance metadata and"
                    + " STS only. Set the variable of the service, such as AWS_ENDPOINT_URL_S3, to"
                    + " a server that simulates the service, such as LocalStack or moto."));
  }

  @Test
  void isRequestedByUnsignedRequestsWithoutAnAction() {
    Request list = new Request("GET", "/", "x-id=ListBuckets", Map.of(), "");
    assertTrue(UnsupportedService.isRequested(list));
    assertTrue(service.answer(list).body().contains("<Error><Code>NotImplemented</Code>"));
    Request query = new Request("GET", "/", "Version=2011-06-15&Action=X", Map.of(), "");
    assertFalse(UnsupportedService.isRequested(query));
  }

  @ParameterizedTest
  @CsvSource({
    "AWSCognitoIdentityService.GetId, AWSCognitoIdentityService",
    "DynamoDB_20120810.GetItem, DynamoDB",
  })
  void findsTheServiceOfAnUnsignedRequestByItsTarget(String target, String name) {
    Request request =
        new Request(
            "POST",
            "/",
            "",
            Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target),
            "{\"Filter\": \"Action=x\"}");
    assertTrue(UnsupportedService.isRequested(request));
    assertEquals(List.of("other", "other." + name), service.names(request));
    Response response = service.answer(request);
    assertEquals(501, response.status());
    assertTrue(
        response.body().contains("asrole-sandbox does not simulate " + name + ": "),
        response.body());
  }

  private static Request request(String name, String path, String type, String body) {
    Map<String, String> headers =
        name == null
            ? Map.of("content-type", type)
            : Map.of(
                "content-type",
                type,
                "authorization",
                "AWS4-HMAC-SHA256 Credential=ASIA2/20260101/us-east-1/"
                    + name
                    + "/aws4_request, SignedHeaders=host, Signature=0");
    return new Request("POST", path, "", headers, body);
  }
}
