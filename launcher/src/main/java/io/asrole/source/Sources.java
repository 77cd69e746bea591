// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.source;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.CredentialsProvider;
import io.asrole.FailureCause;
import io.asrole.SourceCredentials;
import io.asrole.posix.FileErrors;
import io.asrole.role.ConfigProfile;
import io.asrole.text.EnvironmentVariables;
import io.asrole.text.Progress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * The credential sources other than instance metadata; they use the SDK's providers where these
 * exist.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">container
 *     credential provider</a>
 */
public final class Sources {
  private static final String RELATIVE_URI = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
  private static final String FULL_URI = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

  /** The system properties that the SDK's provider reads before the environment of the process. */
  private static final Map<String, String> CONTAINER_PROPERTIES =
      Map.of(
          RELATIVE_URI,
          "aws.containerCredentialsPath",
          FULL_URI,
          "aws.containerCredentialsFullUri",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN",
          "aws.containerAuthorizationToken",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
          "aws.containerAuthorizationTokenFile");

  /**
   * The SDK's message for a failed credential_process; the process's error output follows a colon.
   */
  private static final Pattern PROCESS_EXIT =
      Pattern.compile(
          "Command returned non-zero exit value \\((\\d+)\\) with error message(?::$|(: .*))",
          Pattern.DOTALL);

  private Sources() {}

  /** The container endpoint of ECS, EKS and Greengrass. */
  public static CredentialsProvider container(Map<String, String> environment, Progress progress) {
    return () -> {
      if (EnvironmentVariables.firstOf(environment, RELATIVE_URI, FULL_URI).isEmpty()) {
        throw AsroleException.refused(
                "cannot get source credentials from the container endpoint: neither "
                    + RELATIVE_URI
                    + " nor "
                    + FULL_URI
                    + " is set")
            .withFailureCause(FailureCause.NO_SOURCE_CREDENTIALS);
      }
      CONTAINER_PROPERTIES.forEach(
          (variable, property) ->
              EnvironmentVariables.firstOf(environment, variable)
                  .ifPresent(value -> System.setProperty(property, value)));
      try (ContainerCredentialsProvider provider = ContainerCredentialsProvider.builder().build()) {
        return resolve("the container endpoint", provider, progress);
      } finally {
        CONTAINER_PROPERTIES.values().forEach(System::clearProperty);
      }
    };
  }

  /** AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN. */
  public static CredentialsProvider environment(
      Map<String, String> environment, Progress progress) {
    return () ->
        keys(
            "the environment",
            environment.get("AWS_ACCESS_KEY_ID"),
            environment.get("AWS_SECRET_ACCESS_KEY"),
            environment.get("AWS_SESSION_TOKEN"),
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set",
            progress);
  }

  /** The keys of a profile: static keys, or those that its credential_process prints. */
  public static CredentialsProvider profile(ConfigProfile profile, Progress progress) {
    String what = "profile '" + profile.name() + "'";
    String process = profile.credentialProcess();
    if (process == null) {
      return () ->
          keys(
              what,
              profile.get("aws_access_key_id"),
              profile.get("aws_secret_access_key"),
              profile.sessionToken(),
              "aws_access_key_id and aws_secret_access_key are not both set",
              progress);
    }
    return () -> {
      try (ProcessCredentialsProvider provider =
          ProcessCredentialsProvider.builder().command(List.of("sh", "-c", process)).build()) {
        return resolve("credential_process of " + what, provider, progress);
      }
    };
  }

  private static Credentials keys(
      String what,
      @Nullable String accessKeyId,
      @Nullable String secretAccessKey,
      @Nullable String sessionToken,
      String otherwise,
      Progress progress)
      throws AsroleException {
    if (accessKeyId == null
        || accessKeyId.isBlank()
        || secretAccessKey == null
        || secretAccessKey.isBlank()) {
      throw AsroleException.refused("cannot get source credentials from " + what + ": " + otherwise)
          .withFailureCause(FailureCause.NO_SOURCE_CREDENTIALS);
    }
    progress.step("source credentials: " + what + ", key " + accessKeyId);
    String token = sessionToken == null || sessionToken.isBlank() ? null : sessionToken;
    return new SourceCredentials(accessKeyId, secretAccessKey, token, null);
  }

  private static Credentials resolve(
      String what, AwsCredentialsProvider provider, Progress progress) throws AsroleException {
    progress.waitingFor(what);
    try {
      AwsCredentials credentials = provider.resolveCredentials();
      String token =
          credentials instanceof AwsSessionCredentials session ? session.sessionToken() : null;
      progress.step("source credentials: " + what + ", key " + credentials.accessKeyId());
      return new SourceCredentials(
          credentials.accessKeyId(),
          credentials.secretAccessKey(),
          token,
          credentials.expirationTime().orElse(null));
    } catch (SdkException | IllegalStateException e) {
      throw AsroleException.unavailable(
              "cannot get source credentials from " + what + ": " + reason(e))
          .withFailureCause(FailureCause.NO_SOURCE_CREDENTIALS);
    }
  }

  /** The innermost exception's message, unless it is a parser's, which may quote a key. */
  private static String reason(RuntimeException failure) {
    Throwable inner = failure;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    String words = String.valueOf(inner.getMessage()).strip();
    if (inner instanceof FileSystemException file) {
      return file.getFile() + ": " + FileErrors.reason(file);
    } else if (inner instanceof UnknownHostException) {
      return "unknown host " + words;
    } else if (inner instanceof SdkServiceException answer) {
      return "HTTP " + answer.statusCode() + ": " + words;
    } else if (inner instanceof IllegalStateException) {
      Matcher exit = PROCESS_EXIT.matcher(words);
      return exit.matches()
          ? "exit status " + exit.group(1) + Objects.requireNonNullElse(exit.group(2), "")
          : words;
    } else if (inner instanceof SdkException
        || inner instanceof IllegalArgumentException
        || inner instanceof SocketException
        || inner instanceof SocketTimeoutException) {
      return words;
    }
    return "its answer contains no credentials";
  }
}
