// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Creates the environment of a command in the sandbox. Variables that select other credentials,
 * another region or other endpoints are removed. An endpoint of one service stays if it is on this
 * machine: an emulator that runs beside the sandbox. The sandbox is excepted from a proxy.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">Settings
 *     reference of the AWS SDKs</a>
 */
final class ChildEnvironment {
  private static final Set<String> REMOVED =
      Set.of(
          // These select other credentials than those of the instance.
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_CREDENTIAL_EXPIRATION",
          "AWS_CREDENTIAL_PROFILES_FILE",
          "AWS_DEFAULT_PROFILE",
          "AWS_PROFILE",
          "AWS_ROLE_ARN",
          "AWS_ROLE_SESSION_NAME",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SECRET_KEY",
          "AWS_SECURITY_TOKEN",
          "AWS_SESSION_TOKEN",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          // These select another region than that of the instance.
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          // These select other endpoints. A command in the sandbox must not reach AWS.
          "AWS_EC2_METADATA_DISABLED",
          "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
          "AWS_ENDPOINT_URL",
          "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
          "AWS_USE_DUALSTACK_ENDPOINT",
          "AWS_USE_FIPS_ENDPOINT");

  /** What a shell takes as the name of a variable. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private ChildEnvironment() {}

  static Map<String, String> create(Map<String, String> inherited, Map<String, String> sandbox) {
    Map<String, String> variables = new TreeMap<>(inherited);
    variables.entrySet().removeIf(v -> isRemoved(v.getKey(), v.getValue()));
    addToNoProxy(variables, sandbox.getOrDefault("AWS_ENDPOINT_URL", ""));
    variables.putAll(sandbox);
    return variables;
  }

  /**
   * The lines of a shell script that change an inherited environment to that of a command. The
   * variables of the sandbox come first, and all of them, because programs read these lines too.
   */
  static String script(Map<String, String> inherited, Map<String, String> sandbox) {
    Map<String, String> variables = create(inherited, sandbox);
    StringBuilder lines = new StringBuilder();
    sandbox.forEach((name, value) -> lines.append(export(name, value)));
    variables.forEach(
        (name, value) -> {
          if (!sandbox.containsKey(name) && !value.equals(inherited.get(name))) {
            lines.append(export(name, value));
          }
        });
    for (String name : new TreeSet<>(inherited.keySet())) {
      if (!variables.containsKey(name) && NAME.matcher(name).matches()) {
        lines.append("unset ").append(name).append('\n');
      }
    }
    return lines.toString();
  }

  private static String export(String name, String value) {
    return "export " + name + "='" + value.replace("'", "'\\''") + "'\n";
  }

  private static boolean isRemoved(String name, String value) {
    return REMOVED.contains(name)
        || name.startsWith("AWS_CONTAINER_")
        || name.startsWith("AWS_BEARER_TOKEN_")
        || (name.startsWith("AWS_ENDPOINT_URL_") && !isLoopback(host(value)));
  }

  /** The host name or the address in a URL; empty if there is none. */
  private static String host(String url) {
    try {
      String host = new URI(url).getHost();
      return host == null ? "" : host.replaceAll("[\\[\\]]", "");
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.matches("127(\\.\\d{1,3}){3}")
        || host.equals("::1");
  }

  /** Clients read one of the two names, and most of them the one in lower case first. */
  private static void addToNoProxy(Map<String, String> variables, String endpoint) {
    Set<String> hosts = new LinkedHashSet<>(List.of("127.0.0.1"));
    if (!host(endpoint).isEmpty()) {
      hosts.add(host(endpoint));
    }
    String lower = variables.getOrDefault("no_proxy", "");
    String upper = variables.getOrDefault("NO_PROXY", "");
    variables.put("no_proxy", withHosts(lower.isEmpty() ? upper : lower, hosts));
    variables.put("NO_PROXY", withHosts(upper.isEmpty() ? lower : upper, hosts));
  }

  private static String withHosts(String list, Set<String> hosts) {
    if (list.strip().equals("*")) {
      return list;
    }
    Set<String> all = new LinkedHashSet<>();
    Stream.of(list.split(",", -1)).map(String::strip).filter(h -> !h.isEmpty()).forEach(all::add);
    all.addAll(hosts);
    return String.join(",", all);
  }
}
