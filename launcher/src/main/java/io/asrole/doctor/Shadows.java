// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What on this host would have the command be another than the role, or not see it; asrole takes
 * the commonest away by itself.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html">AWS
 *     SDKs: standardized credential providers</a>
 */
public final class Shadows {
  private static final String STEP = "environment";
  private static final List<String> JVM_OPTIONS =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final Map<String, String> environment;
  private final List<String> removed;
  private final boolean defaultKeys;
  private final List<String> leadingNowhere;

  /**
   * In that environment.
   *
   * @param removed what asrole takes away from it
   * @param defaultKeys whether the AWS files hold keys of the default profile
   * @param leadingNowhere the variables that name a file or a profile which is not there
   */
  public Shadows(
      Map<String, String> environment,
      List<String> removed,
      boolean defaultKeys,
      List<String> leadingNowhere) {
    this.environment = environment;
    this.removed = List.copyOf(removed);
    this.defaultKeys = defaultKeys;
    this.leadingNowhere = List.copyOf(leadingNowhere);
  }

  /** A finding for each that the command would meet, else one that there is none. */
  public List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    for (String variable : JVM_OPTIONS) {
      if (environment.getOrDefault(variable, "").contains("-Daws.accessKeyId=")) {
        found.add(
            Finding.warn(
                STEP,
                variable
                    + " sets aws.accessKeyId, which the SDK for Java v2 takes before the role's"
                    + " keys",
                new Remedy("a Java command would not be the role", "unset " + variable)));
      }
    }
    leadingNowhere.forEach(variable -> found.add(nowhere(variable)));
    regions(found);
    proxy(found);
    if (found.isEmpty()) {
      found.add(Finding.ok(STEP, "nothing wins over the role's keys" + known()));
    }
    return found;
  }

  /** Known only when the role is. */
  public List<Finding> ofAccount(String account) {
    String variable = environment.getOrDefault("AWS_ACCOUNT_ID", "");
    return variable.isEmpty() || variable.equals(account)
        ? List.of()
        : List.of(
            Finding.warn(
                STEP,
                "AWS_ACCOUNT_ID is " + variable + ", and the role is in " + account,
                new Remedy(
                    "SDKs that know the variable build endpoints of that account with it",
                    "unset AWS_ACCOUNT_ID")));
  }

  private Finding nowhere(String variable) {
    boolean file = variable.endsWith("_FILE");
    return Finding.warn(
        STEP,
        variable
            + " is "
            + environment.get(variable)
            + ", and there is no such "
            + (file ? "file" : "profile"),
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
                  "boto3 reads the second, other SDKs the first: two commands, two regions",
                  "unset AWS_DEFAULT_REGION")));
    }
  }

  private void proxy(List<Finding> found) {
    String proxy = Environment.firstOf(environment, "http_proxy", "HTTP_PROXY").orElse("");
    String spared = Environment.firstOf(environment, "no_proxy", "NO_PROXY").orElse("");
    if (!proxy.isEmpty() && !spared.contains("169.254.169.254") && !spared.equals("*")) {
      found.add(
          Finding.warn(
              STEP,
              "http_proxy is set, and no_proxy does not spare 169.254.169.254",
              new Remedy(
                  "boto3 and the AWS CLI ask the proxy for instance metadata (asrole does not)",
                  "export no_proxy=169.254.169.254" + (spared.isEmpty() ? "" : "," + spared))));
    }
  }

  private String known() {
    StringBuilder known = new StringBuilder();
    if (!environment.getOrDefault("AWS_ACCESS_KEY_ID", "").isEmpty()) {
      known.append("; those in the environment are replaced");
    }
    if (!removed.isEmpty()) {
      known.append("; taken away: ").append(String.join(", ", removed));
    }
    if (Environment.isTrue(environment, "AWS_EC2_METADATA_DISABLED")) {
      known.append("; AWS_EC2_METADATA_DISABLED=true: nobody asks instance metadata");
    }
    if (defaultKeys) {
      known.append(
          "; the files' default keys lose to them in every SDK, but a command that names a"
              + " profile takes the profile's");
    }
    return known.toString();
  }
}
