// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.source;

import io.asrole.AsroleException;
import io.asrole.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where instance metadata is, and how long to wait for it, by AWS's own variables.
 *
 * @param base without a slash at its end
 * @param timeout for a connection, and again for an answer
 * @param v1 whether a request without token may be tried
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html">IMDS
 *     credential provider</a>
 */
public record MetadataEndpoint(String base, Duration timeout, boolean v1, boolean disabled) {
  private static final String IPV4 = "http://169.254.169.254";
  private static final String IPV6 = "http://[fd00:ec2::254]";
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final int LONGEST_TIMEOUT_SECONDS = 10;

  /** Reads the variables; the endpoint wins over the mode. */
  public static MetadataEndpoint of(Map<String, String> environment) throws AsroleException {
    String mode =
        Environment.firstOf(environment, "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE").orElse("IPv4");
    String byMode = mode.equalsIgnoreCase("IPv6") ? IPV6 : IPV4;
    String named =
        Environment.firstOf(environment, "AWS_EC2_METADATA_SERVICE_ENDPOINT").orElse(byMode);
    String base = named.endsWith("/") ? named.substring(0, named.length() - 1) : named;
    try {
      URI uri = URI.create(base);
      if (uri.getHost() == null || !"http".equals(uri.getScheme()) || uri.getPort() > 65535) {
        throw MetadataFailure.malformedEndpoint(named);
      }
    } catch (IllegalArgumentException e) {
      throw MetadataFailure.malformedEndpoint(named);
    }
    return new MetadataEndpoint(
        base,
        timeout(environment),
        !Environment.isTrue(environment, "AWS_EC2_METADATA_V1_DISABLED"),
        Environment.isTrue(environment, "AWS_EC2_METADATA_DISABLED"));
  }

  private static Duration timeout(Map<String, String> environment) throws AsroleException {
    String seconds = Environment.firstOf(environment, "AWS_METADATA_SERVICE_TIMEOUT").orElse("");
    if (seconds.isEmpty()) {
      return TIMEOUT;
    }
    try {
      double asked = Double.parseDouble(seconds);
      if (asked > 0) {
        return Duration.ofMillis(
            Math.max(1, (long) (Math.min(asked, LONGEST_TIMEOUT_SECONDS) * 1000)));
      }
    } catch (NumberFormatException e) {
      // falls through to the one sentence for both
    }
    throw MetadataFailure.malformedTimeout(seconds);
  }
}
