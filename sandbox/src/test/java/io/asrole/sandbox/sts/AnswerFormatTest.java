// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | JSON",
        "Application/JSON; charset=utf-8 | JSON",
        "text/xml, application/json;q=0.5 | JSON",
        "*/* | XML",
        "application/xml | XML",
        "application/json-seq | XML",
      })
  void isJsonOnlyForClientsThatAcceptJson(String accept, AnswerFormat format) {
    Request request = new Request("GET", "/", "", Map.of("accept", accept), "");
    assertEquals(format, AnswerFormat.parse(request));
  }

  @Test
  void isXmlWithoutAnAcceptHeader() {
    assertEquals(AnswerFormat.XML, AnswerFormat.parse(new Request("GET", "/", "", Map.of(), "")));
  }

  @Test
  void writesTimesInJsonAsAwsDoes() {
    Map<String, Object> credentials = new LinkedHashMap<>();
    credentials.put("SecretAccessKey", "a\"/b");
    credentials.put("Expiration", Instant.parse("2018-01-02T05:04:05Z"));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("PackedPolicySize", 7);
    members.put("Credentials", credentials);
    Response response = AnswerFormat.JSON.result(new StsResult("AssumeRole", members));
    assertEquals("application/json", response.headers().get("Content-Type"));
    // Envoy's tests have the same time in the same form, because STS answered Envoy so.
    assertEquals(
        "{\"AssumeRoleResponse\":{\"AssumeRoleResult\":{\"Credentials\":{"
            + "\"Expiration\":1.514869445E9,\"SecretAccessKey\":\"a\\\"/b\"},"
            + "\"PackedPolicySize\":7},\"ResponseMetadata\":{\"RequestId\":\""
            + response.headers().get("x-amzn-RequestId")
            + "\"}}}",
        response.body());
  }

  @Test
  void writesErrorsInJsonAsAwsDoes() {
    Response response = AnswerFormat.JSON.error(StsException.throttling());
    assertEquals(400, response.status());
    assertEquals(
        "{\"Error\":{\"Code\":\"Throttling\",\"Message\":\"Rate exceeded\",\"Type\":\"Sender\"},"
            + "\"RequestId\":\""
            + response.headers().get("x-amzn-RequestId")
            + "\"}",
        response.body());
  }
}
