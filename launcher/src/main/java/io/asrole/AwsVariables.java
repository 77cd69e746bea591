// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The environment variables that asrole reads, sets and removes for a command. The asrole script
 * has the same lists; {@code ScriptContractTest} compares them.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html">AWS
 *     SDKs: environment variables</a>
 */
public final class AwsVariables {
  /**
   * Keeps the text that {@code --agent} appended, so that an asrole for another role removes it.
   */
  public static final String AGENT = "ASROLE_AGENT";

  /** The variables that a command gets. The region variables are set only if none is set. */
  public static final List<String> SET =
      List.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_CREDENTIAL_EXPIRATION",
          "AWS_ACCOUNT_ID",
          "AWS_REGION",
          "AWS_DEFAULT_REGION",
          "ASROLE_ROLE",
          "ASROLE_ACCESS_KEY_ID");

  /**
   * Variables that take precedence over the keys in some SDK, or contradict them. This is a list
   * and not a pattern, because the script must unset them by name in a warm start.
   */
  public static final Set<String> REMOVED =
      Set.of(
          "AWS_PROFILE",
          "AWS_DEFAULT_PROFILE",
          "AWS_SECURITY_TOKEN",
          "AWS_ACCESS_KEY",
          "AWS_SECRET_KEY",
          "AWS_CREDENTIAL_FILE",
          "AWS_ROLE_ARN",
          "AWS_ROLE_SESSION_NAME",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
          "AWS_CONTAINER_SERVICE_ENDPOINT",
          AGENT);

  /**
   * Every variable that can change the outcome of a plain call, in the order in which the script
   * joins them, behind the role.
   */
  public static final List<String> DECISIVE =
      List.of(
          "HOME",
          "AWS_REGION",
          "AWS_DEFAULT_REGION",
          "AWS_PROFILE",
          "AWS_DEFAULT_PROFILE",
          "AWS_CONFIG_FILE",
          "AWS_SHARED_CREDENTIALS_FILE",
          "AWS_ENDPOINT_URL",
          "AWS_ENDPOINT_URL_STS",
          "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
          "AWS_USE_FIPS_ENDPOINT",
          "AWS_USE_DUALSTACK_ENDPOINT",
          "AWS_CA_BUNDLE",
          "AWS_EC2_METADATA_DISABLED",
          "AWS_EC2_METADATA_V1_DISABLED",
          "AWS_EC2_METADATA_SERVICE_ENDPOINT",
          "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
          "ASROLE_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "ASROLE_CONTAINER_CREDENTIALS_FULL_URI",
          "ASROLE_CONTAINER_AUTHORIZATION_TOKEN",
          "ASROLE_CONTAINER_AUTHORIZATION_TOKEN_FILE",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_STS_REGIONAL_ENDPOINTS");

  /**
   * Names the credential process of {@code asrole --refresh}, which has the outer settings, for an
   * asrole that the command starts.
   */
  public static final String REFRESH = "ASROLE_REFRESH";

  /** Set by the credential process: the path of its files without the ending. */
  public static final String REFRESH_FILES = "ASROLE_REFRESH_FILES";

  /**
   * Variables with a fixed value for a command of {@code asrole --refresh}. Go v1 and JavaScript v2
   * read the config file only with AWS_SDK_LOAD_CONFIG. The container endpoint refuses, so that a
   * program with its own code for it fails, instead of asking instance metadata next. The Rust
   * crate object_store knows no profile, and reads AWS_METADATA_ENDPOINT.
   */
  public static final Map<String, String> REFRESH_FIXED =
      Map.of(
          "AWS_SDK_LOAD_CONFIG", "1",
          "AWS_EC2_METADATA_DISABLED", "true",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:0/",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN", "none",
          "AWS_METADATA_ENDPOINT", "http://127.0.0.1:0");

  /** Variables that asrole or Java read, and that do not decide which session a call gets. */
  public static final List<String> OTHERS =
      List.of(
          "PATH",
          "JAVA_HOME",
          "TMPDIR",
          "XDG_CACHE_HOME",
          "XDG_STATE_HOME",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "AWS_SDK_LOAD_CONFIG",
          "AWS_METADATA_SERVICE_TIMEOUT",
          "AWS_METADATA_SERVICE_NUM_ATTEMPTS");

  /** The variables that {@code --refresh} saves for its credential process: no secrets. */
  public static final List<String> SAVED =
      Stream.concat(
              DECISIVE.stream().filter(name -> !name.endsWith("_AUTHORIZATION_TOKEN")),
              OTHERS.stream())
          .toList();

  private AwsVariables() {}
}
