// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildEnvironmentTest {
  @Test
  void isWrittenAsAShellScript() {
    Map<String, String> inherited =
        Map.of(
            "AWS_PROFILE",
            "other",
            "AWS_CONTAINER_$(x)",
            "1",
            "AWS_REGION",
            "us-east-1",
            "no_proxy",
            "it's.example",
            "HOME",
            "/home/x");
    assertEquals(
        """
        export AWS_REGION='us-east-1'
        export NO_PROXY='it'\\''s.example,127.0.0.1'
        export no_proxy='it'\\''s.example,127.0.0.1'
        unset AWS_PROFILE
        """,
        ChildEnvironment.script(inherited, Map.of("AWS_REGION", "us-east-1")));
  }

  @Test
  void removesWhatLeadsElsewhereAndKeepsTheRest() {
    Map<String, String> inherited = new HashMap<>();
    for (String name :
        List.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_SECURITY_TOKEN",
            "AWS_PROFILE",
            "AWS_DEFAULT_PROFILE",
            "AWS_ROLE_ARN",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "AWS_EC2_METADATA_DISABLED",
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
            "AWS_ENDPOINT_URL_STS",
            "AWS_ENDPOINT_URL_S3",
            "AWS_BEARER_TOKEN_BEDROCK",
            "AWS_PAGER",
            "HOME")) {
      inherited.put(name, "inherited");
    }
    Map<String, String> created =
        ChildEnvironment.create(inherited, Map.of("AWS_ENDPOINT_URL_STS", "ours"));
    created.keySet().removeAll(List.of("no_proxy", "NO_PROXY"));
    assertEquals(
        Map.of("AWS_ENDPOINT_URL_STS", "ours", "AWS_PAGER", "inherited", "HOME", "inherited"),
        created);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:9090, true",
    "http://localhost:4566, true",
    "http://s3.localhost:4566, true",
    "http://[::1]:9090, true",
    "https://s3.eu-west-1.amazonaws.com, false",
    "https://127.0.0.1.example.com, false",
    "http://10.0.0.7:9090, false",
    "'http://127.0.0.1:9090 x', false",
    "'', false",
  })
  void keepsTheEndpointOfAServiceOnlyOnThisMachine(String url, boolean kept) {
    Map<String, String> created =
        ChildEnvironment.create(Map.of("AWS_ENDPOINT_URL_S3", url), Map.of());
    assertEquals(kept ? url : null, created.get("AWS_ENDPOINT_URL_S3"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 'http://127.0.0.1:80', '127.0.0.1', '127.0.0.1'",
    "corp, '', 'http://10.0.0.7:80', 'corp,127.0.0.1,10.0.0.7', 'corp,127.0.0.1,10.0.0.7'",
    "'a, 127.0.0.1', b, 'https://[::1]:80', 'a,127.0.0.1,::1', 'b,127.0.0.1,::1'",
    "*, '', 'http://127.0.0.1:80', *, *",
  })
  void exceptsTheSandboxFromAProxy(
      String inheritedLower, String inheritedUpper, String url, String lower, String upper) {
    Map<String, String> created =
        ChildEnvironment.create(
            Map.of("no_proxy", inheritedLower, "NO_PROXY", inheritedUpper),
            Map.of("AWS_ENDPOINT_URL", url));
    assertEquals(lower, created.get("no_proxy"));
    assertEquals(upper, created.get("NO_PROXY"));
  }
}
