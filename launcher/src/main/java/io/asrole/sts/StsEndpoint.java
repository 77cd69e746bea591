// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where STS is; the SDK reads the same variables.
 *
 * @param region what requests are signed for
 * @param name how messages call it: STS in its region, or at the endpoint that was configured
 * @param caBundle the file of PEM certificates to trust in place of Java's own, or null
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/sts.html">STS endpoints</a>
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">
 *     service-specific endpoints</a>
 */
public record StsEndpoint(String region, String name, @Nullable String caBundle) {

  /** That of the region, unless these variables name another. */
  public static StsEndpoint of(String region, Map<String, String> environment) {
    String name =
        variable(environment)
            .map(named -> "STS at " + environment.get(named) + " (" + named + ")")
            .orElse("STS in " + region);
    return new StsEndpoint(
        region, name, Environment.firstOf(environment, "AWS_CA_BUNDLE").orElse(null));
  }

  private static Optional<String> variable(Map<String, String> environment) {
    if (Environment.isTrue(environment, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")) {
      return Optional.empty();
    }
    for (String name : List.of("AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL")) {
      if (Environment.firstOf(environment, name).isPresent()) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
