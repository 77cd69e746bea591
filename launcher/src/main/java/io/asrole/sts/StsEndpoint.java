// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.AsroleException;
import io.asrole.role.AwsSettings;
import io.asrole.role.AwsSettings.Setting;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint of STS, from the settings of the environment and of the profile that is called.
 *
 * @param region the region for which requests are signed
 * @param name the name for messages, such as {@code STS in us-east-1}
 * @param url the configured endpoint; null for the endpoint of the region
 * @param fips whether to use the region's FIPS 140 endpoint
 * @param dualstack whether to use the region's endpoint for IPv4 and IPv6
 * @param caBundle the setting that names a file of PEM certificates to trust in place of Java's
 *     own, or null
 * @param proxies the proxies for connections to the endpoint
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/sts.html">STS endpoints</a>
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">
 *     service-specific endpoints</a>
 */
public record StsEndpoint(
    String region,
    String name,
    @Nullable URI url,
    boolean fips,
    boolean dualstack,
    @Nullable Setting caBundle,
    Proxies proxies) {
  private static final URI GLOBAL = URI.create("https://sts.amazonaws.com");
  private static final String GLOBAL_REGION = "us-east-1";

  /**
   * The regions for which "legacy" means the global endpoint.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html">
   *     STS regional endpoints</a>
   */
  private static final Set<String> LEGACY_REGIONS =
      Set.of(
          "ap-northeast-1",
          "ap-south-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "aws-global",
          "ca-central-1",
          "eu-central-1",
          "eu-north-1",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "sa-east-1",
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2");

  /** Reads the endpoint from the settings; a configured URL takes precedence over all others. */
  public static StsEndpoint read(String region, AwsSettings settings) throws AsroleException {
    Setting caBundle = settings.find("AWS_CA_BUNDLE", "ca_bundle").orElse(null);
    boolean fips = settings.isTrue("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint");
    boolean dualstack = settings.isTrue("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint");
    Proxies proxies = new Proxies(settings.environment());
    Optional<Setting> url = settings.stsEndpointUrl();
    if (url.isPresent()) {
      String name = "STS at " + url.get().value() + " (" + url.get().name() + ")";
      return new StsEndpoint(region, name, parse(url.get()), false, false, caBundle, proxies);
    }
    boolean regional = isRegional(settings);
    if (!regional && !fips && !dualstack && LEGACY_REGIONS.contains(region)) {
      String name = "the global endpoint of STS";
      return new StsEndpoint(GLOBAL_REGION, name, GLOBAL, false, false, caBundle, proxies);
    }
    String name = "STS in " + region + (fips ? " (FIPS)" : "") + (dualstack ? " (dual-stack)" : "");
    return new StsEndpoint(region, name, null, fips, dualstack, caBundle, proxies);
  }

  /** The URL of the endpoint, to find its proxy; the SDK computes the exact one per request. */
  URI address() {
    String domain = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    return url == null ? URI.create("https://sts." + region + domain) : url;
  }

  private static boolean isRegional(AwsSettings settings) throws AsroleException {
    Optional<Setting> endpoints =
        settings.find("AWS_STS_REGIONAL_ENDPOINTS", "sts_regional_endpoints");
    return switch (endpoints.map(Setting::value).orElse("regional").toLowerCase(Locale.ROOT)) {
      case "regional" -> true;
      case "legacy" -> false;
      default -> throw AwsSettings.malformed(endpoints.orElseThrow(), "regional or legacy");
    };
  }

  private static URI parse(Setting url) throws AsroleException {
    try {
      URI uri = URI.create(url.value());
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // the failure below covers this case, too
    }
    throw AsroleException.refused(
            "malformed "
                + url.name()
                + " '"
                + url.value()
                + "': expected a URL such as https://HOST")
        .withSetting(url.name());
  }
}
