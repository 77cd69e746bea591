// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;
import io.asrole.Environment;
import io.asrole.Sha256;
import io.asrole.SystemReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The profiles of the AWS config and credentials files, read as the SDK reads them.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html">location of the
 *     shared files</a>
 */
public final class Profiles {
  private static final int LARGEST_FILE = 16 << 20;

  private final Path configFile;
  private final Path credentialsFile;
  private final byte[] config;
  private final byte[] credentials;
  private final String active;
  private @Nullable ProfileFile parsed;

  private Profiles(Path configFile, Path credentialsFile, String active) throws AsroleException {
    this.configFile = configFile;
    this.credentialsFile = credentialsFile;
    this.config = read(configFile);
    this.credentials = read(credentialsFile);
    this.active = active;
  }

  /** The files that the environment names, else those of the home folder; absent ones are empty. */
  public static Profiles load(Map<String, String> environment) throws AsroleException {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    Path aws = SystemReason.path("HOME", home).resolve(".aws");
    return new Profiles(
        named(environment, "AWS_CONFIG_FILE", aws.resolve("config")),
        named(environment, "AWS_SHARED_CREDENTIALS_FILE", aws.resolve("credentials")),
        Environment.firstOf(environment, "AWS_PROFILE", "AWS_DEFAULT_PROFILE").orElse("default"));
  }

  /** The profile of that name. */
  public Optional<ConfigProfile> find(String name) throws AsroleException {
    if (config.length == 0 && credentials.length == 0) {
      return Optional.empty();
    }
    return parsed().profile(name).map(Profile::properties).map(p -> new ConfigProfile(name, p));
  }

  /** The names of the profiles that have role_arn. */
  public List<String> withRole() throws AsroleException {
    List<String> names = new ArrayList<>();
    for (String name : names()) {
      if (find(name).map(ConfigProfile::roleArn).isPresent()) {
        names.add(name);
      }
    }
    return names;
  }

  /** The names of all profiles. */
  Set<String> names() throws AsroleException {
    return config.length == 0 && credentials.length == 0 ? Set.of() : parsed().profiles().keySet();
  }

  /** The variables of the environment that name a file or a profile which is not there. */
  public List<String> leadingNowhere(Map<String, String> environment) throws AsroleException {
    List<String> variables = new ArrayList<>();
    for (String variable : List.of("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE")) {
      Path file = variable.equals("AWS_CONFIG_FILE") ? configFile : credentialsFile;
      if (Environment.firstOf(environment, variable).isPresent() && !Files.exists(file)) {
        variables.add(variable);
      }
    }
    for (String variable : List.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE")) {
      Optional<String> name = Environment.firstOf(environment, variable);
      if (name.isPresent() && !name.get().equals("default") && find(name.get()).isEmpty()) {
        variables.add(variable);
      }
    }
    return variables;
  }

  /** The region of the profile that AWS_PROFILE names, else of the default profile. */
  Optional<String> activeRegion() throws AsroleException {
    return find(active).map(ConfigProfile::region);
  }

  /** Changes whenever the config file does: part of what makes a session that session. */
  public String configDigest() {
    return HexFormat.of().formatHex(Sha256.of(config));
  }

  /** The files' names, for messages. */
  String files() {
    return configFile + " or " + credentialsFile;
  }

  private ProfileFile parsed() throws AsroleException {
    if (parsed == null) {
      parsed =
          ProfileFile.aggregator()
              .addFile(parse(credentials, credentialsFile, ProfileFile.Type.CREDENTIALS))
              .addFile(parse(config, configFile, ProfileFile.Type.CONFIGURATION))
              .build();
    }
    return parsed;
  }

  private static ProfileFile parse(byte[] bytes, Path file, ProfileFile.Type type)
      throws AsroleException {
    try {
      return ProfileFile.builder().content(new ByteArrayInputStream(bytes)).type(type).build();
    } catch (IllegalArgumentException e) {
      throw RoleFailure.unreadableConfig(file.toString(), String.valueOf(e.getMessage()));
    }
  }

  private static byte[] read(Path file) throws AsroleException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
      if (bytes.length > LARGEST_FILE) {
        throw RoleFailure.unreadableConfig(file.toString(), "it is larger than 16 MiB");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      return new byte[0]; // as the AWS CLI takes it, also where a variable names the file
    } catch (IOException e) {
      throw RoleFailure.unreadableConfig(file.toString(), SystemReason.of(e));
    }
  }

  private static Path named(Map<String, String> environment, String variable, Path otherwise)
      throws AsroleException {
    Optional<String> name = Environment.firstOf(environment, variable);
    return name.isPresent() ? SystemReason.path(variable, name.get()) : otherwise;
  }
}
