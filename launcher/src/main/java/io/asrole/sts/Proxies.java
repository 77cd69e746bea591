// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.AsroleException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the proxy for a URL from the same variables as curl and the AWS CLI. A variable in lower
 * case takes precedence over the one in upper case, even if it is empty.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html">AWS CLI:
 *     using an HTTP proxy</a>
 */
final class Proxies {
  private final Map<String, String> environment;

  Proxies(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The proxy for that URL; empty if the URL is reached directly. */
  Optional<HttpProxy> find(URI url) throws AsroleException {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    String variable = scheme + "_proxy";
    if (!environment.containsKey(variable)) {
      variable = variable.toUpperCase(Locale.ROOT);
    }
    // In a CGI program, HTTP_PROXY holds the Proxy header of the request.
    boolean header = variable.equals("HTTP_PROXY") && environment.containsKey("REQUEST_METHOD");
    String value = environment.getOrDefault(variable, "").strip();
    if (value.isEmpty() || header || noProxy().covers(url)) {
      return Optional.empty();
    }
    return Optional.of(HttpProxy.parse(variable, value));
  }

  /** Whether a variable names a proxy for URLs of that scheme, for some host. */
  boolean areConfigured(String scheme) {
    return !environment.getOrDefault(scheme + "_proxy", "").isEmpty()
        || !environment.getOrDefault(scheme.toUpperCase(Locale.ROOT) + "_PROXY", "").isEmpty();
  }

  private NoProxy noProxy() {
    String upper = environment.getOrDefault("NO_PROXY", "");
    return new NoProxy(environment.getOrDefault("no_proxy", upper));
  }
}
