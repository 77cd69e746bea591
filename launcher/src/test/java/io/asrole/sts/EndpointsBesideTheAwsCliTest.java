// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asrole.AsroleException;
import io.asrole.Botocore;
import io.asrole.SourceCredentials;
import io.asrole.role.AwsSettings;
import io.asrole.role.Profiles;
import io.asrole.source.MetadataEndpoint;
import io.asrole.sts.StsConnections.Patience;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.sts.StsClient;

/** Requests go where the AWS CLI sends them, by the same profile and variables. */
class EndpointsBesideTheAwsCliTest {
  private static final String URL = "endpoint_url = https://global.example\n";
  private static final String SERVICES = "services = s\n";
  private static final String S = "[services s]\nsts =\n  endpoint_url = https://sts.example\n";

  /** Properties of the profile that is called, other sections, and variables. */
  private record Case(String properties, String sections, List<String> variables) {
    Case(String properties, String sections, String... variables) {
      this(properties, sections, List.of(variables));
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case("", ""),
          new Case("use_fips_endpoint = true\n", ""),
          new Case("use_fips_endpoint = TRUE\nuse_dualstack_endpoint = true\n", ""),
          new Case("use_dualstack_endpoint = true\n", ""),
          new Case("use_fips_endpoint = true\n", "", "AWS_USE_FIPS_ENDPOINT=false"),
          new Case("use_fips_endpoint = false\n", "", "AWS_USE_FIPS_ENDPOINT=true"),
          new Case("", "", "AWS_USE_DUALSTACK_ENDPOINT=true"),
          new Case("", "[default]\nuse_fips_endpoint = true\n" + URL),
          new Case("USE_FIPS_ENDPOINT = true\n", ""),
          new Case(URL, ""),
          new Case(URL, "", "AWS_ENDPOINT_URL=https://variable.example"),
          new Case(URL + SERVICES, S),
          new Case(SERVICES, S),
          new Case(SERVICES, "[services \"s\"]\nsts =\n  endpoint_url = https://quoted.example\n"),
          new Case(URL + SERVICES, "[services s]\ns3 =\n  endpoint_url = https://s3.example\n"),
          new Case(URL + SERVICES, S, "AWS_ENDPOINT_URL=https://variable.example"),
          new Case(
              URL,
              "",
              "AWS_ENDPOINT_URL=https://variable.example",
              "AWS_ENDPOINT_URL_STS=https://sts-variable.example"),
          new Case(URL, "", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true"),
          new Case(URL + "ignore_configured_endpoint_urls = true\n", ""),
          new Case(
              URL + "ignore_configured_endpoint_urls = true\n",
              "",
              "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=false"),
          new Case(SERVICES, "[services other]\n"),
          new Case(SERVICES, "", "AWS_ENDPOINT_URL_STS=https://sts-variable.example"),
          new Case(URL + "use_fips_endpoint = true\n", ""),
          new Case("use_dualstack_endpoint = true\n", "", "AWS_ENDPOINT_URL=https://v.example"),
          new Case("sts_regional_endpoints = legacy\n", ""),
          new Case("sts_regional_endpoints = legacy\nuse_fips_endpoint = true\n", ""),
          new Case("sts_regional_endpoints = legacy\n" + URL, ""),
          new Case("sts_regional_endpoints = legacy\n", "", "AWS_STS_REGIONAL_ENDPOINTS=regional"),
          new Case("", "", "AWS_STS_REGIONAL_ENDPOINTS=legacy"),
          new Case("sts_regional_endpoints = everywhere\n", ""),
          new Case("ca_bundle = /ca.pem\n", "[default]\nca_bundle = /other.pem\n"),
          new Case("ca_bundle = /ca.pem\n", "", "AWS_CA_BUNDLE=/variable.pem"),
          new Case("ec2_metadata_service_endpoint = http://metadata.example/\n", ""),
          new Case("ec2_metadata_service_endpoint_mode = IPv6\n", ""),
          new Case(
              "ec2_metadata_service_endpoint_mode = IPv6\n",
              "",
              "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE=ipv4"),
          new Case(
              "ec2_metadata_service_endpoint = http://metadata.example\n",
              "",
              "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE=ipv6"),
          new Case(
              "ec2_metadata_service_endpoint = http://metadata.example\n",
              "",
              "AWS_EC2_METADATA_SERVICE_ENDPOINT=http://variable.example"));

  @TempDir Path folder;

  @Test
  void areTheSame() throws Exception {
    List<String> ours = new ArrayList<>();
    for (int i = 0; i < CASES.size(); i++) {
      Case one = CASES.get(i);
      String name = "%02d".formatted(i);
      Path config = folder.resolve(name + ".config");
      Files.writeString(config, "[profile called]\n" + one.properties() + one.sections());
      Files.writeString(folder.resolve(name + ".env"), String.join("\n", one.variables()));
      Map<String, String> environment = new HashMap<>();
      for (String variable : one.variables()) {
        String[] parts = variable.split("=", 2);
        environment.put(parts[0], parts[1]);
      }
      environment.put("HOME", "/nonexistent");
      environment.put("AWS_CONFIG_FILE", config.toString());
      environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
      ours.add(name + " " + ours(environment));
    }
    List<String> theirs = Botocore.run("endpoints.py", folder.toString());
    assertEquals(String.join("\n", theirs), String.join("\n", ours));
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_USE_FIPS_ENDPOINT, yes, AWS_USE_FIPS_ENDPOINT is 'yes': expected true or false",
    "AWS_STS_REGIONAL_ENDPOINTS, x, AWS_STS_REGIONAL_ENDPOINTS is 'x': expected regional or legacy"
  })
  void areRefusedWhereASettingCannotBeMeant(String variable, String value, String sentence)
      throws AsroleException {
    Map<String, String> environment = Map.of("HOME", "/nonexistent", variable, value);
    AwsSettings settings = Profiles.load(environment).settings("default", environment);
    AsroleException refused =
        assertThrows(AsroleException.class, () -> StsEndpoint.read("eu-west-1", settings));
    assertEquals(sentence, refused.sentence());
  }

  private static String ours(Map<String, String> environment) {
    try {
      AwsSettings settings = Profiles.load(environment).settings("called", environment);
      StsEndpoint endpoint = StsEndpoint.read("eu-west-1", settings);
      MetadataEndpoint metadata = MetadataEndpoint.read(settings, environment);
      String bundle = endpoint.caBundle() == null ? "None" : endpoint.caBundle().value();
      return sent(endpoint) + " " + bundle + " " + metadata.base();
    } catch (AsroleException e) {
      return "refused";
    }
  }

  /** Where the SDK sends a request, and what region it signs it for. */
  private static String sent(StsEndpoint endpoint) {
    Recorder recorder = new Recorder();
    SourceCredentials keys = new SourceCredentials("AKIAIOSFODNN7EXAMPLE", "secret", null, null);
    try (StsClient sts = StsClients.client(endpoint, keys, recorder, Patience.SHORT, null)) {
      assertThrows(SdkException.class, sts::getCallerIdentity);
    }
    return recorder.sent;
  }

  /** Writes a request down and sends nothing. */
  private static final class Recorder implements SdkHttpClient {
    private String sent = "";

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      String scope =
          request
              .httpRequest()
              .firstMatchingHeader("Authorization")
              .orElseThrow()
              .split("/", -1)[2];
      sent = request.httpRequest().getUri().toString().replaceFirst("/$", "") + " " + scope;
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(400).build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(new byte[0])))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
