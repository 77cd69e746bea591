// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import io.asrole.text.EnvironmentVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds settings of this host that would override the role's credentials or mislead the command.
 * asrole itself unsets the most common variables.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html">AWS
 *     SDKs: standardized credential providers</a>
 */
public final class OverridingSettings {
  private static final String STEP = "environment";
  private static final List<String> JVM_OPTIONS =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final Map<String, String> environment;
  private final List<String> removed;
  private final boolean defaultKeys;
  private final List<String> leadingNowhere;

  /**
   * Checks an environment.
   *
   * @param removed the variables that asrole unsets for the command
   * @param defaultKeys whether the AWS files hold keys of the default profile
   * @param leadingNowhere the variables that name a missing file or profile
   */
  public OverridingSettings(
      Map<String, String> environment,
      List<String> removed,
      boolean defaultKeys,
      List<String> leadingNowhere) {
    this.environment = environment;
    this.removed = List.copyOf(removed);
    this.defaultKeys = defaultKeys;
    this.leadingNowhere = List.copyOf(leadingNowhere);
  }

  /** One finding for each such setting; a single OK finding if there is none. */
  public List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    for (String variable : JVM_OPTIONS) {
      if (environment.getOrDefault(variable, "").contains("-Daws.accessKeyId=")) {
        found.add(
            Finding.warn(
                STEP,
                variable
                    + " sets aws.accessKeyId, which the AWS SDK for Java v2 uses instead of the role's"
                    + " keys",
                new Remedy(
                    "a Java command would run with other keys than the role's",
                    "unset " + variable)));
      }
    }
    leadingNowhere.forEach(variable -> found.add(nowhere(variable)));
    regions(found);
    proxy(found);
    if (found.isEmpty()) {
      found.add(Finding.ok(STEP, "no conflicting variables" + leftOutVariables()));
    }
    return found;
  }

  /** Warns if AWS_ACCOUNT_ID differs from the role's account. */
  public List<Finding> ofAccount(String account) {
    String variable = environment.getOrDefault("AWS_ACCOUNT_ID", "");
    return variable.isEmpty() || variable.equals(account)
        ? List.of()
        : List.of(
            Finding.warn(
                STEP,
                "AWS_ACCOUNT_ID is " + variable + ", and the role is in " + account,
                new Remedy(
                    "SDKs build account-based endpoints from this variable",
                    "unset AWS_ACCOUNT_ID")));
  }

  private Finding nowhere(String variable) {
    boolean file = variable.endsWith("_FILE");
    return Finding.warn(
        STEP,
        variable
            + " is "
            + environment.get(variable)
            + ", and this "
            + (file ? "file" : "profile")
            + " does not exist",
        new Remedy(
            file
                ? "a role's name may be a profile of that file, so asrole starts role ARNs only"
                : "asrole takes settings from it only, and goes on without; other tools fail",
            "unset " + variable));
  }

  private void regions(List<Finding> found) {
    String one = environment.getOrDefault("AWS_REGION", "");
    String other = environment.getOrDefault("AWS_DEFAULT_REGION", "");
    if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
      found.add(
          Finding.warn(
              STEP,
              "AWS_REGION is " + one + ", and AWS_DEFAULT_REGION is " + other,
              new Remedy(
                  "boto3 reads AWS_DEFAULT_REGION, other SDKs read AWS_REGION",
                  "unset AWS_DEFAULT_REGION")));
    }
  }

  private void proxy(List<Finding> found) {
    String proxy = EnvironmentVariables.firstOf(environment, "http_proxy", "HTTP_PROXY").orElse("");
    String spared = EnvironmentVariables.firstOf(environment, "no_proxy", "NO_PROXY").orElse("");
    if (!proxy.isEmpty() && !spared.contains("169.254.169.254") && !spared.equals("*")) {
      found.add(
          Finding.warn(
              STEP,
              "http_proxy is set, and no_proxy does not list 169.254.169.254",
              new Remedy(
                  "boto3 and the AWS CLI request instance metadata through the proxy (asrole does not)",
                  "export no_proxy=169.254.169.254" + (spared.isEmpty() ? "" : "," + spared))));
    }
  }

  private String leftOutVariables() {
    StringBuilder known = new StringBuilder();
    if (!environment.getOrDefault("AWS_ACCESS_KEY_ID", "").isEmpty()) {
      known.append("; the keys in the environment will be replaced");
    }
    if (!removed.isEmpty()) {
      known.append("; ").append(String.join(", ", removed)).append(" will be unset");
    }
    if (EnvironmentVariables.isTrue(environment, "AWS_EC2_METADATA_DISABLED")) {
      known.append("; AWS_EC2_METADATA_DISABLED=true disables instance metadata");
    }
    if (defaultKeys) {
      known.append(
          "; the role's keys override those of the default profile, unless the command names a"
              + " profile");
    }
    return known.toString();
  }
}
