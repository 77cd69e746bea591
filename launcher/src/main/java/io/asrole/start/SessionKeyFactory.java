// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.AsroleException;
import io.asrole.guard.GuardedHost;
import io.asrole.posix.Host;
import io.asrole.role.AwsSettings;
import io.asrole.role.Profiles;
import io.asrole.role.RoleRequest;
import io.asrole.role.SourceChoice;
import io.asrole.session.SessionKey;
import io.asrole.source.MetadataEndpoint;
import io.asrole.text.EnvironmentVariables;
import io.asrole.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates session keys from all that determines a session and is known without AWS. */
final class SessionKeyFactory {
  /** The variables that can change the SDK's endpoint of STS. */
  private static final List<String> ENDPOINT_VARIABLES =
      List.of(
          "AWS_ENDPOINT_URL_STS",
          "AWS_ENDPOINT_URL",
          "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
          "AWS_USE_FIPS_ENDPOINT",
          "AWS_USE_DUALSTACK_ENDPOINT",
          "AWS_CA_BUNDLE",
          "AWS_STS_REGIONAL_ENDPOINTS",
          "AWS_PROFILE",
          "AWS_DEFAULT_PROFILE");

  /** The variables that can change the answer of the container endpoint. */
  private static final List<String> CONTAINER_VARIABLES =
      List.of(
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");

  private final Map<String, String> environment;
  private final AwsSettings settings;
  private final MetadataEndpoint metadata;
  private final Profiles profiles;
  private final ProcessAccessKeyId processAccessKeyId;

  /** Reads the access key id that a profile's credential_process currently prints. */
  @FunctionalInterface
  interface ProcessAccessKeyId {
    /** Runs the process. */
    String read(SourceChoice.ProfileKeys keys) throws AsroleException;
  }

  SessionKeyFactory(
      Map<String, String> environment,
      AwsSettings settings,
      MetadataEndpoint metadata,
      Profiles profiles,
      ProcessAccessKeyId processAccessKeyId) {
    this.environment = environment;
    this.settings = settings;
    this.metadata = metadata;
    this.profiles = profiles;
    this.processAccessKeyId = processAccessKeyId;
  }

  /**
   * Creates the key of a request. Host, boot and source stand for the unknown account of a bare
   * name, so that hosts with a copied disk or a shared home folder share no session. Settings that
   * make a source fail are part of the key, so that a fix ends a remembered failure. The access key
   * id of a credential_process is part of the key, because its caller may change at any time.
   */
  SessionKey create(RoleRequest request) throws AsroleException {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("host", Host.name());
    parts.put("boot", Host.boot());
    source(parts, request.source());
    parts.put("role", request.role().toString());
    parts.put("region", request.region() == null ? "" : request.region());
    parts.put("metadata", metadata.base());
    parts.put("metadata disabled", String.valueOf(metadata.disabled()));
    parts.put("metadata v1", String.valueOf(metadata.v1()));
    parts.put("config", profiles.configDigest());
    variables(parts, ENDPOINT_VARIABLES);
    settings.profileValues().forEach((name, value) -> parts.put("profile's " + name, value));
    parts.putAll(request.parameters().toMap());
    return SessionKey.create(parts);
  }

  private void source(Map<String, String> parts, SourceChoice choice) throws AsroleException {
    if (choice instanceof SourceChoice.Chained chained) {
      parts.put("source", "session " + create(chained.request()).name());
    } else if (choice instanceof SourceChoice.ProfileKeys keys) {
      parts.put("source", "profile " + keys.profile().name());
      parts.put("access key", String.valueOf(keys.profile().get("aws_access_key_id")));
      parts.put("complete", String.valueOf(keys.profile().get("aws_secret_access_key") != null));
      if (keys.isProcess()) {
        parts.put("process", String.valueOf(keys.profile().get("credential_process")));
        parts.put("access key", processAccessKeyId.read(keys));
      }
    } else {
      parts.put("source", choice.toString());
      switch ((SourceChoice.Ambient) choice) {
        case INSTANCE -> {}
        case GRANT -> parts.put("guard", GuardedHost.identity());
        case CONTAINER -> {
          variables(parts, CONTAINER_VARIABLES);
          parts.put("token", digest(environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")));
        }
        case ENVIRONMENT -> {
          variables(parts, List.of("AWS_ACCESS_KEY_ID"));
          Optional<String> secret =
              EnvironmentVariables.firstOf(environment, "AWS_SECRET_ACCESS_KEY");
          parts.put("complete", String.valueOf(secret.isPresent()));
        }
      }
    }
  }

  /** The digest of a file; empty if it is unreadable, which the endpoint reports later. */
  private static String digest(@Nullable String file) {
    try {
      return file == null
          ? ""
          : HexFormat.of().formatHex(Sha256.digest(Files.readAllBytes(Path.of(file))));
    } catch (IOException | InvalidPathException e) {
      return "";
    }
  }

  private void variables(Map<String, String> parts, List<String> names) {
    for (String name : names) {
      parts.put(name, environment.getOrDefault(name, ""));
    }
  }
}
