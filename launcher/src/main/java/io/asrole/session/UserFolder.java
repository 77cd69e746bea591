// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import io.asrole.posix.FileErrors;
import io.asrole.text.EnvironmentVariables;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The two folders of a user in which asrole keeps files.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG base
 *     directories</a>
 */
public enum UserFolder {
  /** The session store: {@code $XDG_CACHE_HOME/asrole}, else {@code ~/.cache/asrole}. */
  SESSION_STORE("session store", "XDG_CACHE_HOME", ".cache"),

  /**
   * The files of {@code asrole --refresh}: {@code $XDG_STATE_HOME/asrole}, else {@code
   * ~/.local/state/asrole}. Programs that clean caches leave this folder alone.
   */
  STATE("state folder", "XDG_STATE_HOME", ".local/state");

  private final String title;
  private final String variable;
  private final String inHome;

  UserFolder(String title, String variable, String inHome) {
    this.title = title;
    this.variable = variable;
    this.inHome = inHome;
  }

  /** The name of the folder in messages. */
  String title() {
    return title;
  }

  /** The variable that names the parent folder. */
  String variable() {
    return variable;
  }

  /** The path of the folder. */
  public Path location(Map<String, String> environment, String userHome) throws AsroleException {
    Optional<String> parent = EnvironmentVariables.firstOf(environment, variable);
    // The specification says that a relative path is ignored.
    if (parent.isPresent() && parent.get().startsWith("/")) {
      return FileErrors.parsePath(variable, parent.get()).resolve("asrole");
    }
    String home = EnvironmentVariables.firstOf(environment, "HOME").orElse(userHome);
    return FileErrors.parsePath("HOME", home).resolve(inHome).resolve("asrole");
  }
}
