// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.Refusals.assertRefuses;
import static io.asrole.it.Refusals.assertRefusesWithMore;
import static io.asrole.it.Refusals.assertStarts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The variables that say where instance metadata is, and those that must not. */
class MetadataVariablesIT {
  private static final String ENDPOINT = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
  private static final String READ = "cannot read instance metadata: ";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {"nope", "http:///", "https://x", "http://a b", "http://h:99999", "file:///x"})
  void refusesAnEndpointThatIsNone(String endpoint) {
    assertRefuses(
        ENDPOINT + " is '" + endpoint + "': expected http://HOST[:PORT]",
        AsRole.in(aws, home).with(ENDPOINT, endpoint));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "0", "NaN"})
  void refusesATimeoutThatIsNone(String timeout) {
    assertRefuses(
        "AWS_METADATA_SERVICE_TIMEOUT is '" + timeout + "': expected a number of seconds",
        AsRole.in(aws, home).with("AWS_METADATA_SERVICE_TIMEOUT", timeout));
  }

  @Test
  void waitsAsLongAsTheTimeoutSays() {
    aws.queue(Fault.hang("imds.get").always());
    assertRefusesWithMore(
        READ
            + "no answer from "
            + Metadata.of(aws).base()
            + "/latest/meta-data/placement/region within 0.5 s",
        AsRole.in(aws, home).with("AWS_METADATA_SERVICE_TIMEOUT", "0.5"));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void saysThatThisIsNoInstance(Way way) {
    String dead = Loopback.deadUrl();
    assertTimeout(
        Duration.ofSeconds(12),
        () ->
            assertRefusesWithMore(
                READ
                    + "nothing answers at "
                    + dead
                    + " (Connection refused): this host is not an EC2 instance, or a firewall"
                    + " blocks the way; give another --source",
                AsRole.in(aws, home).by(way).with(ENDPOINT, dead)));
  }

  @Test
  void saysThatTheHostOfTheEndpointIsUnknown() {
    assertRefusesWithMore(
        READ
            + "nothing answers at http://metadata.invalid (unknown host): this host is not an EC2"
            + " instance, or a firewall blocks the way; give another --source",
        AsRole.in(aws, home).with(ENDPOINT, "http://metadata.invalid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE"})
  void asksNothingWhenMetadataIsDisabled(String value) {
    assertRefuses(
        READ + "AWS_EC2_METADATA_DISABLED=true is set; unset it, or give another --source",
        AsRole.in(aws, home).with("AWS_EC2_METADATA_DISABLED", value));
    assertEquals(0, aws.counters().calls("imds"));
  }

  @Test
  void saysThatTheRegionIsMissingWhereCredentialsAreNot() {
    assertRefuses(
        "no region: give --region, or set AWS_REGION, or region in the AWS config file"
            + " (cannot read instance metadata: AWS_EC2_METADATA_DISABLED=true is set; unset it, or"
            + " give another --source)",
        AsRole.in(aws, home)
            .with("AWS_EC2_METADATA_DISABLED", "true")
            .with("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
            .with("AWS_SECRET_ACCESS_KEY", "secret"),
        List.of("--source", "environment", "ExampleAssumedRole"));
  }

  /** STS is reached by another name of this host, which no_proxy spares; metadata is not. */
  @ParameterizedTest
  @EnumSource(Way.class)
  void asksNoProxyForMetadata(Way way) {
    String sts = String.valueOf(aws.environment().get("AWS_ENDPOINT_URL_STS"));
    String proxy = Loopback.deadUrl();
    AsRole asrole =
        AsRole.in(aws, home)
            .by(way)
            .with("AWS_ENDPOINT_URL_STS", sts.replace("127.0.0.1", "localhost"));
    for (String variable : List.of("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY")) {
      asrole = asrole.with(variable, proxy);
    }
    assertStarts(asrole.with("no_proxy", "localhost").with("NO_PROXY", "localhost"));
  }
}
