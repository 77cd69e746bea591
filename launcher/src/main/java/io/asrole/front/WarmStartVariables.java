// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import io.asrole.AwsVariables;
import io.asrole.posix.Host;
import io.asrole.text.Alphabet;
import java.util.Map;
import java.util.Optional;

/** Which calls the script may answer from a file, and under which variables. */
public final class WarmStartVariables {
  /** Changes with the meaning of the file's lines, so that no version reads another's. */
  private static final String FORMAT = "2";

  private static final String SEPARATOR = ",";

  private WarmStartVariables() {}

  /**
   * The warm start of a plain call; empty where a shell could not tell it from another, for the
   * script takes whatever has a file for a plain call.
   *
   * @param files the identities of the files that decided, as {@link DecidingFiles} read them
   */
  public static Optional<WarmFile> createWarmFile(
      String role, Map<String, String> environment, String files) {
    StringBuilder line = new StringBuilder(FORMAT).append(SEPARATOR).append(role).append(SEPARATOR);
    for (String name : AwsVariables.DECISIVE) {
      String value = environment.getOrDefault(name, "");
      if (!Alphabet.WARM_START_VARIABLE.hasAllOf(value)) {
        return Optional.empty();
      }
      line.append(value).append(SEPARATOR);
    }
    boolean named =
        !role.isEmpty()
            && ".-".indexOf(role.charAt(0)) < 0
            && !Subcommands.isTaken(role)
            && Alphabet.SHELL_WORD.hasAllOf(role)
            && role.indexOf('%') < 0;
    boolean housed = environment.getOrDefault("HOME", "").startsWith("/");
    return named && housed && !Host.boot().isEmpty()
        ? Optional.of(new WarmFile(role, Host.boot(), Host.name(), line.toString(), files))
        : Optional.empty();
  }
}
