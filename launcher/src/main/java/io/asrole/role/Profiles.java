// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;
import io.asrole.posix.FileErrors;
import io.asrole.text.EnvironmentVariables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of the AWS config and credentials files, read as the AWS CLI reads them. If a file
 * cannot be read, the methods that look for a profile throw, and no others.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html">location of the
 *     shared files</a>
 */
public final class Profiles {
  private final SharedFile config;
  private final SharedFile credentials;
  private final String active;
  private @Nullable Parsed parsed;

  /** The content of both files. */
  private record Parsed(
      ConfigFile config, ConfigFile credentials, Map<String, ConfigProfile> profiles) {}

  private Profiles(SharedFile config, SharedFile credentials, String active) {
    this.config = config;
    this.credentials = credentials;
    this.active = active;
  }

  /**
   * Reads the files that the environment names, else those in {@code ~/.aws}; missing files are
   * empty.
   */
  public static Profiles load(Map<String, String> environment) throws AsroleException {
    String name = environment.getOrDefault("HOME", System.getProperty("user.home"));
    Path home = FileErrors.parsePath("HOME", name);
    return new Profiles(
        SharedFile.read(environment, "AWS_CONFIG_FILE", home),
        SharedFile.read(environment, "AWS_SHARED_CREDENTIALS_FILE", home),
        EnvironmentVariables.firstOf(environment, "AWS_PROFILE", "AWS_DEFAULT_PROFILE")
            .orElse("default"));
  }

  /** The profile with this name. */
  public Optional<ConfigProfile> find(String name) throws AsroleException {
    return Optional.ofNullable(parsed().profiles().get(name));
  }

  /** The names of the profiles that have role_arn. */
  public List<String> namesWithRole() throws AsroleException {
    List<String> names = new ArrayList<>();
    for (ConfigProfile profile : parsed().profiles().values()) {
      if (profile.roleArn() != null) {
        names.add(profile.name());
      }
    }
    return names;
  }

  /** The names of all profiles. */
  Set<String> names() throws AsroleException {
    return parsed().profiles().keySet();
  }

  /** Why the files cannot be read; empty if they can be read. */
  public Optional<AsroleException> unreadable() {
    try {
      parsed();
      return Optional.empty();
    } catch (AsroleException e) {
      return Optional.of(e);
    }
  }

  /**
   * The profile of a call: the profile with the role's name, else the active profile.
   *
   * @param role null or empty if the call names no role. A role ARN needs no profile, so for an ARN
   *     unreadable files count as files without profiles.
   */
  public Optional<ConfigProfile> called(@Nullable String role) throws AsroleException {
    if (role == null || role.isEmpty() || RoleArn.looksLike(role)) {
      return unreadable().isPresent() ? Optional.empty() : find(active);
    }
    Optional<ConfigProfile> named = find(role);
    return named.isPresent() ? named : find(active);
  }

  /** The settings for the calls to AWS when this role is called. */
  public AwsSettings settings(@Nullable String role, Map<String, String> environment)
      throws AsroleException {
    Optional<ConfigProfile> profile = called(role);
    Map<String, ConfigFile.Section> services = new LinkedHashMap<>();
    if (profile.isPresent()) {
      for (ConfigFile.Section section : parsed().config().sections()) {
        if (section.nameAs("profile").isEmpty()) {
          section.nameAs("services").ifPresent(name -> services.put(name, section));
        }
      }
    }
    return new AwsSettings(environment, profile, services);
  }

  /**
   * Throws if the files seem to define a profile with this name that the AWS CLI does not see. Such
   * a name must not be taken for the name of a role in the source's account.
   */
  void refuseHidden(String name) throws AsroleException {
    refuseHidden(name, config, parsed().config());
    refuseHidden(name, credentials, parsed().credentials());
  }

  private static void refuseHidden(String name, SharedFile file, ConfigFile content)
      throws AsroleException {
    if (file.missing()) {
      throw RoleFailure.missingFile(name, file);
    }
    for (ConfigFile.Section section : content.sections()) {
      if (section.hasRole() && section.resembles(name)) {
        throw RoleFailure.hiddenProfile(name, file.path().toString(), section);
      }
    }
  }

  /** Whether the default profile has keys, which SDKs use if nothing else is configured. */
  public boolean hasDefaultKeys() throws AsroleException {
    return unreadable().isEmpty()
        && find("default").filter(p -> p.get("aws_access_key_id") != null).isPresent();
  }

  /** The variables that name a file or a profile that does not exist. */
  public List<String> danglingVariables(Map<String, String> environment) {
    List<String> variables = new ArrayList<>();
    for (SharedFile file : List.of(config, credentials)) {
      String variable = file.named();
      if (variable != null && file.missing()) {
        variables.add(variable);
      }
    }
    for (String variable : List.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE")) {
      Optional<String> name = EnvironmentVariables.firstOf(environment, variable);
      if (name.isPresent() && !name.get().equals("default") && isUnknown(name.get())) {
        variables.add(variable);
      }
    }
    return variables;
  }

  private boolean isUnknown(String name) {
    try {
      return find(name).isEmpty();
    } catch (AsroleException e) {
      return false; // the files cannot be read
    }
  }

  /** The name of the active profile: AWS_PROFILE, AWS_DEFAULT_PROFILE or {@code default}. */
  String active() {
    return active;
  }

  /** The region of the active profile. */
  Optional<String> activeRegion() throws AsroleException {
    return called(null).map(ConfigProfile::region);
  }

  /** The content of the config file; empty if there is no file. */
  public byte[] configContent() {
    return config.content();
  }

  /** A digest of the config file, as a part of a session's key in the store. */
  public String configDigest() {
    return config.digest();
  }

  /** The files' names, for messages. */
  String files() {
    return config.path() + " or " + credentials.path();
  }

  private Parsed parsed() throws AsroleException {
    if (parsed == null) {
      ConfigFile ofConfig = config.parsed();
      ConfigFile ofCredentials = credentials.parsed();
      parsed = new Parsed(ofConfig, ofCredentials, profiles(ofConfig, ofCredentials));
    }
    return parsed;
  }

  /**
   * Builds the profiles. Of two sections for one profile the later one counts; the section in the
   * credentials file adds to it.
   */
  private static Map<String, ConfigProfile> profiles(ConfigFile config, ConfigFile credentials) {
    Map<String, ConfigFile.Section> ofConfig = new LinkedHashMap<>();
    for (ConfigFile.Section section : config.sections()) {
      Optional<String> name =
          section.header().equals("default") ? Optional.of("default") : section.nameAs("profile");
      name.ifPresent(n -> ofConfig.put(n, section));
    }
    Map<String, ConfigProfile> profiles = new LinkedHashMap<>();
    ofConfig.forEach((name, section) -> profiles.put(name, ConfigProfile.create(name, section)));
    for (ConfigFile.Section section : credentials.sections()) {
      String name = section.header();
      ConfigFile.Section former = ofConfig.get(name);
      profiles.put(
          name,
          former == null
              ? ConfigProfile.create(name, section).withKeysFirst()
              : ConfigProfile.create(name, former).withCredentialsFile(section));
    }
    return profiles;
  }
}
