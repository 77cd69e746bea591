// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import io.asrole.AwsVariables;
import io.asrole.guard.GuardedHost;
import io.asrole.posix.Host;
import io.asrole.text.Alphabet;
import java.util.Map;
import java.util.Optional;

/** Decides for which calls and variables the script may start from a warm file. */
public final class WarmStartVariables {
  /** The format version: a script rejects a warm file of another format. */
  private static final String FORMAT = "4";

  private static final String SEPARATOR = ",";

  private WarmStartVariables() {}

  /**
   * Creates the warm file of a plain call. Empty if the script could confuse the call with another
   * call: it starts every call with a matching warm file. Also empty without a boot id.
   *
   * @param files the identities of the files, as {@link DecidingFiles} read them
   */
  public static Optional<WarmFile> createWarmFile(
      String role, Map<String, String> environment, String files) {
    String guard = GuardedHost.identity();
    StringBuilder line = new StringBuilder(FORMAT).append(SEPARATOR).append(role).append(SEPARATOR);
    line.append(guard.isEmpty() ? "" : "guarded").append(SEPARATOR);
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
        ? Optional.of(new WarmFile(role, Host.boot(), Host.name(), line.toString(), files, guard))
        : Optional.empty();
  }
}
