// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.source;

import io.asrole.AsroleException;
import io.asrole.role.AwsSettings;
import io.asrole.role.AwsSettings.Setting;
import io.asrole.text.EnvironmentVariables;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The address and the timeout of instance metadata, from AWS's own settings.
 *
 * @param base the URL without a slash at its end
 * @param timeout the limit for connecting, and again for reading the answer
 * @param v1 whether requests without a token are allowed
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html">IMDS
 *     credential provider</a>
 */
public record MetadataEndpoint(String base, Duration timeout, boolean v1, boolean disabled) {
  private static final String IPV4 = "http://169.254.169.254";
  private static final String IPV6 = "http://[fd00:ec2::254]";
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final int LONGEST_TIMEOUT_SECONDS = 10;

  /** Reads the settings; a configured endpoint takes precedence over the endpoint mode. */
  public static MetadataEndpoint read(AwsSettings settings, Map<String, String> environment)
      throws AsroleException {
    Setting named =
        settings
            .find("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint")
            .orElse(new Setting("", defaultBase(settings)));
    String url = named.value();
    String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    try {
      URI uri = URI.create(base);
      if (uri.getHost() == null || !"http".equals(uri.getScheme()) || uri.getPort() > 65535) {
        throw AwsSettings.malformed(named, "http://HOST[:PORT]");
      }
    } catch (IllegalArgumentException e) {
      throw AwsSettings.malformed(named, "http://HOST[:PORT]");
    }
    return new MetadataEndpoint(
        base,
        timeout(settings),
        settings
            .find("AWS_EC2_METADATA_V1_DISABLED", "ec2_metadata_v1_disabled")
            .filter(disabled -> disabled.value().equalsIgnoreCase("true"))
            .isEmpty(),
        EnvironmentVariables.isTrue(environment, "AWS_EC2_METADATA_DISABLED"));
  }

  private static String defaultBase(AwsSettings settings) throws AsroleException {
    Setting mode =
        settings
            .find("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode")
            .orElse(new Setting("", "IPv4"));
    return switch (mode.value().toLowerCase(Locale.ROOT)) {
      case "ipv4" -> IPV4;
      case "ipv6" -> IPV6;
      default -> throw AwsSettings.malformed(mode, "IPv4 or IPv6");
    };
  }

  private static Duration timeout(AwsSettings settings) throws AsroleException {
    Optional<Setting> seconds =
        settings.find("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout");
    if (seconds.isEmpty()) {
      return TIMEOUT;
    }
    try {
      double asked = Double.parseDouble(seconds.get().value());
      if (asked > 0) {
        return Duration.ofMillis(
            Math.max(1, (long) (Math.min(asked, LONGEST_TIMEOUT_SECONDS) * 1000)));
      }
    } catch (NumberFormatException e) {
      // the failure below covers this case, too
    }
    throw AwsSettings.malformed(seconds.get(), "a number of seconds");
  }
}
