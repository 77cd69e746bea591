// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.child;

import io.asrole.AsroleException;
import io.asrole.AwsVariables;
import io.asrole.role.ConfigProfile;
import io.asrole.role.Profiles;
import io.asrole.text.Alphabet;
import io.asrole.text.Sha256;
import io.asrole.text.ShellQuoting;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code asrole --refresh} generates for its command: an AWS config file, and the program that
 * this file names as credential_process. Both files are named by their content.
 *
 * <p>The config file is the user's config file, unchanged, and a profile at its end. The profile
 * has the settings of the active profile, without its credentials.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html">process
 *     credential provider</a>
 */
public final class RefreshProfile {
  /** The endings of the names of the two files. */
  public static final List<String> ENDINGS = List.of(".config", ".process");

  static final String PREFIX = "asrole.";
  static final String CONFIG = ".config";
  static final String PROCESS = ".process";

  /** Beginnings of the settings that are credentials, or that lead to credentials. */
  private static final List<String> CREDENTIALS =
      List.of(
          "aws_",
          "credential_",
          "duration_seconds",
          "external_id",
          "login_",
          "mfa_serial",
          "role_",
          "source_profile",
          "sso_",
          "web_identity_");

  private final String name;
  private final Path config;
  private final byte[] configContent;
  private final Path process;
  private final byte[] processContent;
  private final String comparedVariables;

  private RefreshProfile(
      String name,
      Path config,
      byte[] configContent,
      Path process,
      byte[] processContent,
      String comparedVariables) {
    this.name = name;
    this.config = config;
    this.configContent = configContent;
    this.process = process;
    this.processContent = processContent;
    this.comparedVariables = comparedVariables;
  }

  /**
   * Creates both files' content.
   *
   * @param folder the folder of the files
   * @param role the role as given on the command line
   * @param call the asrole command that prints the credentials
   * @param environment the variables of the start; {@link AwsVariables#SAVED} are kept
   */
  public static RefreshProfile create(
      Path folder,
      String role,
      List<String> call,
      Map<String, String> environment,
      Profiles profiles)
      throws AsroleException {
    String name = freeName(role, profiles);
    byte[] process = process(call, environment).getBytes(StandardCharsets.UTF_8);
    byte[] head = head(name, profiles.configContent());
    String settings = settings(profiles);
    String digest = digest(process, head, settings.getBytes(StandardCharsets.UTF_8));
    Path processFile = folder.resolve(digest + PROCESS);
    String line =
        "credential_process = /usr/bin/env -i /bin/sh "
            + ShellQuoting.quoteIfNeeded(singleLine("the path of the file", processFile.toString()))
            + "\n";
    return new RefreshProfile(
        name,
        folder.resolve(digest + CONFIG),
        concat(head, (line + settings).getBytes(StandardCharsets.UTF_8)),
        processFile,
        process,
        AwsVariables.OTHERS.stream()
            .map(other -> environment.getOrDefault(other, ""))
            .collect(Collectors.joining(",")));
  }

  /** The name of the profile. */
  public String name() {
    return name;
  }

  /** The path of the program that is the credential_process; {@code sh} runs it. */
  public Path process() {
    return process;
  }

  /** The content of each file, by its path. */
  public Map<Path, byte[]> contents() {
    return Map.of(config, configContent.clone(), process, processContent.clone());
  }

  /** The values of {@link AwsVariables#OTHERS} in the program, which a warm start compares. */
  public String comparedVariables() {
    return comparedVariables;
  }

  /** The variables that lead the AWS SDKs in the command to the profile, and only there. */
  public Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_CONFIG_FILE", config.toString());
    variables.put("AWS_PROFILE", name);
    variables.put(AwsVariables.REFRESH, process.toString());
    variables.putAll(AwsVariables.REFRESH_FIXED);
    return variables;
  }

  /** The profile's name: no other profile has it. */
  private static String freeName(String role, Profiles profiles) throws AsroleException {
    String last = role.substring(role.lastIndexOf('/') + 1);
    StringBuilder name = new StringBuilder(PREFIX);
    last.codePoints().forEach(c -> name.appendCodePoint(Alphabet.PROFILE_NAME.has(c) ? c : '-'));
    while (profiles.find(name.toString()).isPresent()) {
      name.append('.');
    }
    return name.toString();
  }

  private static byte[] head(String name, byte[] usersConfig) {
    boolean open = usersConfig.length > 0 && usersConfig[usersConfig.length - 1] != '\n';
    String header = (open ? "\n" : "") + "[profile " + name + "]\n";
    return concat(usersConfig, header.getBytes(StandardCharsets.UTF_8));
  }

  private static String settings(Profiles profiles) throws AsroleException {
    StringBuilder lines = new StringBuilder();
    Map<String, String> properties =
        profiles.called(null).map(ConfigProfile::properties).orElse(Map.of());
    new TreeMap<>(properties)
        .forEach(
            (property, value) -> {
              if (CREDENTIALS.stream().noneMatch(property::startsWith)) {
                // The lines of a nested block, such as "s3 =", are indented.
                lines.append(property).append(" = ").append(indented(value)).append('\n');
              }
            });
    return lines.toString();
  }

  private static String indented(String value) {
    return String.join("\n  ", value.lines().map(String::strip).toList());
  }

  /** The program: it restores the variables of the start, and executes asrole. */
  private static String process(List<String> call, Map<String, String> environment)
      throws AsroleException {
    StringBuilder lines = new StringBuilder();
    lines.append("# A credential_process of asrole --refresh. asrole never changes this file.\n");
    lines.append("[ -O \"$0\" ] || {\n");
    lines.append("  echo \"asrole: $0 belongs to another user\" >&2\n");
    lines.append("  exit 125\n}\n");
    lines.append("export ").append(AwsVariables.REFRESH_FILES).append("=\"${0%.process}\"\n");
    for (String name : AwsVariables.SAVED) {
      String value = environment.get(name);
      if (value != null) {
        lines.append("export ").append(name).append('=');
        lines.append(ShellQuoting.quote(singleLine(name, value))).append('\n');
      }
    }
    lines.append("exec");
    for (String word : call) {
      lines.append(' ').append(ShellQuoting.quoteIfNeeded(singleLine("an option", word)));
    }
    return lines.append('\n').toString();
  }

  private static String singleLine(String what, String value) throws AsroleException {
    if (value.chars().anyMatch(c -> c < ' ' || c == '\uFFFD')) {
      throw AsroleException.refused(
          "--refresh cannot save " + what + ": it has a control character, or is not UTF-8");
    }
    return value;
  }

  private static String digest(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(Sha256.digest(part));
    }
    return HexFormat.of().formatHex(Arrays.copyOf(Sha256.digest(all.toByteArray()), 16));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Shows only the name, because the user's config file may contain keys. */
  @Override
  public String toString() {
    return "RefreshProfile(" + name + ")";
  }
}
