// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.AsroleException;
import io.asrole.Environment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where STS is; the SDK reads the same variables.
 *
 * @param region what requests are signed for
 * @param scheme http or https
 * @param name how messages call it: STS in its region, or at the endpoint that was configured
 * @param caBundle the file of PEM certificates to trust in place of Java's own, or null
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/sts.html">STS endpoints</a>
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">
 *     service-specific endpoints</a>
 */
public record StsEndpoint(String region, String scheme, String name, @Nullable String caBundle) {

  private static final List<String> VARIABLES = List.of("AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL");

  /** That of the region, unless these variables name another. */
  public static StsEndpoint of(String region, Map<String, String> environment)
      throws AsroleException {
    String caBundle = Environment.firstOf(environment, "AWS_CA_BUNDLE").orElse(null);
    Optional<String> variable = variable(environment);
    if (VARIABLES.stream().anyMatch(name -> "".equals(environment.get(name)))) {
      tellTheSdk(variable.map(environment::get));
    }
    if (variable.isEmpty()) {
      return new StsEndpoint(region, "https", "STS in " + region, caBundle);
    }
    String url = String.valueOf(environment.get(variable.get()));
    if (!url.toLowerCase(Locale.ROOT).matches("https?://[^ ]+")) {
      throw AsroleException.refused(
          "malformed " + variable.get() + " '" + url + "': expected a URL such as https://HOST");
    }
    String scheme = url.substring(0, url.indexOf(':')).toLowerCase(Locale.ROOT);
    String name = "STS at " + url + " (" + variable.get() + ")";
    return new StsEndpoint(region, scheme, name, caBundle);
  }

  /** The SDK takes an empty variable for a URL; its properties go before its variables. */
  private static void tellTheSdk(Optional<String> url) {
    if (url.isPresent()) {
      System.setProperty("aws.endpointUrlSts", url.get());
    } else {
      System.setProperty("aws.ignoreConfiguredEndpointUrls", "true");
    }
  }

  private static Optional<String> variable(Map<String, String> environment) {
    return Environment.isTrue(environment, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
        ? Optional.empty()
        : VARIABLES.stream()
            .filter(name -> Environment.firstOf(environment, name).isPresent())
            .findFirst();
  }
}
