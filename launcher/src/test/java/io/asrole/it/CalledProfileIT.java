// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.Refusals.assertRefuses;
import static io.asrole.it.Refusals.assertStarts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.RecordingProxy;
import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the profile that is called says about how AWS is reached holds for the whole call. */
class CalledProfileIT {
  private static final String STS = "AWS_ENDPOINT_URL_STS";
  private static final String METADATA = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
  private static final String ARN = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
  private static final String ROLE = "role_arn = " + ARN + "\n";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(Way.class)
  void endpointsOfTheProfileAreAsked(Way way) throws IOException {
    String endpoints =
        "services = local\nec2_metadata_service_endpoint = " + variable(METADATA) + "\n";
    String services = "[services local]\nsts =\n  endpoint_url = " + variable(STS) + "\n";
    AsRole asrole =
        config("[profile p]\n" + ROLE + endpoints + services + "[default]\n" + endpoints)
            .by(way)
            .without(STS)
            .without(METADATA);
    assertStarts(asrole, "p");
    assertStarts(asrole, "--role-session-name", "other", ARN); // by the default profile
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void aChainHasTheEndpointsOfTheProfileThatIsCalled() throws IOException {
    String middle =
        "[profile middle]\n" + ROLE + "endpoint_url = " + Loopback.deadUrl() + "\n[profile p]\n";
    AsRole asrole =
        config(middle + ROLE + "source_profile = middle\nendpoint_url = " + variable(STS) + "\n");
    Result result = asrole.without(STS).run("p", "--", "true");
    // The sandbox's role may not assume itself, which only its STS knows.
    assertTrue(result.err().contains("AccessDenied"), result::err);
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void theFipsEndpointIsAsked() throws IOException {
    try (RecordingProxy proxy = RecordingProxy.start()) {
      AsRole asrole =
          config("[profile p]\n" + ROLE + "region = us-east-1\nuse_fips_endpoint = true\n")
              .without(STS)
              .with("HTTPS_PROXY", proxy.address());
      assertEquals(125, asrole.run("p", "--", "true").exitCode());
      List<String> asked = proxy.asked();
      assertEquals("CONNECT sts-fips.us-east-1.amazonaws.com:443 HTTP/1.1", asked.get(0));
    }
  }

  @Test
  void certificatesOfTheProfileAreTrusted() throws IOException {
    try (Sandbox tls = Sandbox.start(SandboxOptions.defaults().withTls())) {
      String bundle = tls.environment().getOrDefault("AWS_CA_BUNDLE", "");
      AsRole asrole = AsRole.in(tls, home).without("AWS_CA_BUNDLE");
      assertStarts(config(asrole, "[profile p]\n" + ROLE + "ca_bundle = " + bundle + "\n"), "p");
      assertRefuses(
          "cannot use ca_bundle of profile 'q' /nonexistent: No such file or directory",
          config(asrole, "[profile q]\n" + ROLE + "ca_bundle = /nonexistent\n"),
          List.of("q"));
    }
  }

  /** The credentials file, which has settings too, is not the config file of the store's key. */
  @Test
  void aSessionIsThatOfItsSettings() throws IOException {
    Path credentials = home.resolve("credentials");
    AsRole asrole =
        AsRole.in(aws, home)
            .by(Way.JAR)
            .with("AWS_SHARED_CREDENTIALS_FILE", credentials.toString())
            .without(STS);
    Files.writeString(credentials, "[p]\n" + ROLE + "endpoint_url = " + variable(STS) + "\n");
    assertStarts(asrole, "p");
    String dead = Loopback.deadUrl();
    Files.writeString(credentials, "[p]\n" + ROLE + "endpoint_url = " + dead + "\n");
    Result result = asrole.run("p", "--", "true");
    assertTrue(result.err().contains("(endpoint_url of profile 'p')"), result::err);
    assertEquals(125, result.exitCode());
  }

  @Test
  void aWebIdentityIsNotPassedOver() throws IOException {
    Path token = Files.writeString(home.resolve("token"), "token");
    AsRole pod =
        AsRole.in(aws, home)
            .with("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/Pod")
            .with("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString());
    AsRole before = pod.without("AWS_WEB_IDENTITY_TOKEN_FILE");
    assertStarts(before);
    assertStarts(before); // warm
    assertRefuses(
        "AWS_WEB_IDENTITY_TOKEN_FILE is set, so AWS's own tools would use a web identity, which"
            + " asrole does not support: to start from the instance profile give --source instance",
        pod);
    assertStarts(pod, "--source", "instance", AsRole.ROLE);
  }

  private String variable(String name) {
    return aws.environment().getOrDefault(name, "");
  }

  private AsRole config(String text) throws IOException {
    return config(AsRole.in(aws, home), text);
  }

  private AsRole config(AsRole asrole, String text) throws IOException {
    Path file = Files.writeString(home.resolve("config"), text);
    return asrole.with("AWS_CONFIG_FILE", file.toString());
  }
}
