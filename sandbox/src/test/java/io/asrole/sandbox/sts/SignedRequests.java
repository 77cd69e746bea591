// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.session.Credentials;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Requests to STS as the SDK signs them.
 *
 * @param keys whose signature they bear
 */
record SignedRequests(Credentials keys, Instant date, String region, String service) {
  private static final URI ENDPOINT = URI.create("http://127.0.0.1:1234/");

  SignedRequests(Credentials keys, Instant date) {
    this(keys, date, "us-east-1", "sts");
  }

  Request post(String action, Map<String, String> parameters) {
    String body = form(action, parameters);
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .uri(ENDPOINT)
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .putHeader("X-Odd", "  several   spaces ")
            .build();
    return received(sign(request, body, null), body);
  }

  Request get(String action, Map<String, String> parameters) {
    return received(sign(query(action, parameters), "", null), "");
  }

  Request presigned(String action, Map<String, String> parameters, Duration expiration) {
    return received(sign(query(action, parameters), "", expiration), "");
  }

  private static SdkHttpRequest query(String action, Map<String, String> parameters) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().uri(ENDPOINT).method(SdkHttpMethod.GET);
    all(action, parameters).forEach(request::putRawQueryParameter);
    return request.build();
  }

  private SignedRequest sign(SdkHttpRequest request, String body, @Nullable Duration expiration) {
    return AwsV4HttpSigner.create()
        .sign(
            signing -> {
              signing
                  .identity(
                      AwsSessionCredentialsIdentity.create(
                          keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()))
                  .request(request)
                  .payload(
                      ContentStreamProvider.fromInputStreamSupplier(
                          () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                  .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                  .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                  .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(date, ZoneOffset.UTC));
              if (expiration != null) {
                signing
                    .putProperty(
                        AwsV4FamilyHttpSigner.AUTH_LOCATION,
                        AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, expiration);
              }
            });
  }

  private static Request received(SignedRequest signed, String body) {
    SdkHttpRequest request = signed.request();
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", all)));
    return new Request(
        request.method().name(),
        request.encodedPath(),
        Optional.ofNullable(request.getUri().getRawQuery()).orElse(""),
        headers,
        body);
  }

  private static String form(String action, Map<String, String> parameters) {
    return all(action, parameters).entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> all(String action, Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("Action", action);
    all.putIfAbsent("Version", "2011-06-15");
    return all;
  }
}
