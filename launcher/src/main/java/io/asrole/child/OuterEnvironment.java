// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.child;

import io.asrole.AsroleException;
import io.asrole.AwsVariables;
import io.asrole.posix.FileErrors;
import io.asrole.posix.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Restores the AWS settings that {@code asrole --refresh} has replaced for its command. An asrole
 * that this command starts uses them: without them it would look for its source credentials in the
 * generated profile. A variable that the command has changed keeps the command's value.
 */
public final class OuterEnvironment {
  /** The variables that {@code --refresh} replaces or removes and this class restores. */
  private static final List<String> RESTORED =
      List.of("AWS_CONFIG_FILE", "AWS_PROFILE", "AWS_EC2_METADATA_DISABLED", "AWS_SDK_LOAD_CONFIG");

  private static final String EXPORT = "export ";

  private OuterEnvironment() {}

  /** The environment with the outer settings; unchanged outside of {@code asrole --refresh}. */
  public static Map<String, String> restore(Map<String, String> environment)
      throws AsroleException {
    String process = environment.getOrDefault(AwsVariables.REFRESH, "");
    String profile = environment.getOrDefault("AWS_PROFILE", "");
    if (!process.endsWith(RefreshProfile.PROCESS)
        || (!profile.startsWith(RefreshProfile.PREFIX)
            && !configBeside(process).equals(environment.get("AWS_CONFIG_FILE")))) {
      return environment;
    }
    Map<String, String> saved = saved(FileErrors.parsePath(AwsVariables.REFRESH, process));
    Map<String, String> generated = new HashMap<>(AwsVariables.REFRESH_FIXED);
    generated.put(AwsVariables.REFRESH, process);
    generated.put("AWS_CONFIG_FILE", configBeside(process));
    generated.put("AWS_PROFILE", profile.startsWith(RefreshProfile.PREFIX) ? profile : "");
    Map<String, String> restored = new LinkedHashMap<>(environment);
    generated.forEach(
        (name, value) -> {
          if (restored.remove(name, value) && RESTORED.contains(name) && saved.containsKey(name)) {
            restored.put(name, saved.get(name));
          }
        });
    String other = saved.get("AWS_DEFAULT_PROFILE");
    if (other != null && !profile.isEmpty() && profile.equals(generated.get("AWS_PROFILE"))) {
      restored.putIfAbsent("AWS_DEFAULT_PROFILE", other);
    }
    return restored;
  }

  private static String configBeside(String process) {
    return process.substring(0, process.length() - RefreshProfile.PROCESS.length())
        + RefreshProfile.CONFIG;
  }

  /** The variables that the program of the credential process exports. */
  private static Map<String, String> saved(Path process) throws AsroleException {
    Map<String, String> saved = new HashMap<>();
    try {
      if (!Integer.valueOf(User.uid()).equals(Files.getAttribute(process, "unix:uid"))) {
        throw AsroleException.refused(
            AwsVariables.REFRESH + ": " + process + " belongs to another user; unset the variable");
      }
      for (String line : Files.readAllLines(process, StandardCharsets.UTF_8)) {
        int equals = line.indexOf("='");
        if (line.startsWith(EXPORT) && equals > 0 && line.endsWith("'")) {
          saved.put(
              line.substring(EXPORT.length(), equals),
              line.substring(equals + 2, line.length() - 1).replace("'\\''", "'"));
        }
      }
    } catch (IOException e) {
      throw AsroleException.refused(
          "cannot read the settings of the outer asrole --refresh: "
              + process
              + ": "
              + FileErrors.reason(e)
              + "; start the outer command again, or unset "
              + AwsVariables.REFRESH);
    }
    return saved;
  }
}
