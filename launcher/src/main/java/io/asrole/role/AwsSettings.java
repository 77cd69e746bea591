// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;
import io.asrole.text.EnvironmentVariables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings for endpoints, proxies and certificates: from the environment, else from the profile
 * that is called. All calls of a role chain use the settings of that profile, as in the AWS CLI.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">AWS SDKs:
 *     settings reference</a>
 */
public final class AwsSettings {
  /** The properties of a profile that hold such settings. */
  private static final List<String> PROPERTIES =
      List.of(
          "ca_bundle",
          "ec2_metadata_service_endpoint",
          "ec2_metadata_service_endpoint_mode",
          "ec2_metadata_v1_disabled",
          "endpoint_url",
          "ignore_configured_endpoint_urls",
          "metadata_service_timeout",
          "services",
          "sts_regional_endpoints",
          "use_dualstack_endpoint",
          "use_fips_endpoint");

  private static final String SERVICES = "services";

  private final Map<String, String> environment;
  private final @Nullable ConfigProfile profile;
  private final Map<String, ConfigFile.Section> services;

  AwsSettings(
      Map<String, String> environment,
      Optional<ConfigProfile> profile,
      Map<String, ConfigFile.Section> services) {
    this.environment = environment;
    this.profile = profile.orElse(null);
    this.services = services;
  }

  /**
   * A setting and its origin.
   *
   * @param name the origin for messages: a variable, or a property with its profile
   */
  public record Setting(String name, String value) {}

  /** The environment. */
  public Map<String, String> environment() {
    return environment;
  }

  /** The value of the variable, else of the property; an empty value counts as absent. */
  public Optional<Setting> find(String variable, String property) {
    Optional<String> value = EnvironmentVariables.firstOf(environment, variable);
    return value.isPresent()
        ? Optional.of(new Setting(variable, value.get()))
        : findInProfile(property);
  }

  /** Whether the setting is {@code true}; throws for other values than true and false. */
  public boolean isTrue(String variable, String property) throws AsroleException {
    Optional<Setting> setting = find(variable, property);
    if (setting.isEmpty() || setting.get().value().equalsIgnoreCase("false")) {
      return false;
    }
    if (setting.get().value().equalsIgnoreCase("true")) {
      return true;
    }
    throw malformed(setting.get(), "true or false");
  }

  /**
   * The configured URL of STS. The first of these is used: AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL,
   * endpoint_url of sts in the services section, endpoint_url. Empty if none is set, or if a
   * setting says that configured URLs are ignored.
   */
  public Optional<Setting> stsEndpointUrl() throws AsroleException {
    if (isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")) {
      return Optional.empty();
    }
    for (String variable : List.of("AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL")) {
      Optional<String> url = EnvironmentVariables.firstOf(environment, variable);
      if (url.isPresent()) {
        return Optional.of(new Setting(variable, url.get()));
      }
    }
    Optional<Setting> ofService = findInServices();
    return ofService.isPresent() ? ofService : findInProfile("endpoint_url");
  }

  private Optional<Setting> findInServices() throws AsroleException {
    Optional<Setting> named = findInProfile(SERVICES);
    if (profile == null || named.isEmpty()) {
      return Optional.empty();
    }
    String name = named.get().value();
    ConfigFile.Section section = services.get(name);
    if (section == null) {
      throw RoleFailure.unknownServices(profile.name(), name);
    }
    String url = section.nested("sts").getOrDefault("endpoint_url", "");
    return url.isBlank()
        ? Optional.empty()
        : Optional.of(new Setting("endpoint_url of sts in [services " + name + "]", url));
  }

  private Optional<Setting> findInProfile(String property) {
    String value = profile == null ? null : profile.get(property);
    return value == null || profile == null
        ? Optional.empty()
        : Optional.of(
            new Setting(property + " of profile '" + profile.name() + "'", value.strip()));
  }

  /** The failure for a setting with an invalid value. */
  public static AsroleException malformed(Setting setting, String expected) {
    return AsroleException.refused(
            setting.name() + " is '" + setting.value() + "': expected " + expected)
        .withSetting(setting.name());
  }

  /** The values of these properties in the profile, by name, for the session's key in the store. */
  public Map<String, String> profileValues() {
    Map<String, String> named = new TreeMap<>();
    for (String property : PROPERTIES) {
      findInProfile(property).ifPresent(setting -> named.put(property, setting.value()));
    }
    return named;
  }
}
