// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import io.asrole.posix.FileIdentity;
import io.asrole.text.EnvironmentVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that determine the session of a plain call: the AWS config and credentials files, and
 * the file with the container's authorization token. Read their identities before their content.
 */
public final class DecidingFiles {
  private static final String EMPTY = "/dev/null";

  private DecidingFiles() {}

  /**
   * Reads the identity of each file, as the script does.
   *
   * @return one {@code FileIdentity} and a comma for each file that exists; an AWS file that is
   *     {@code /dev/null} is skipped; the empty text if no file exists; empty if the script could
   *     not prove that the files are unchanged
   */
  public static Optional<String> read(Map<String, String> environment, Instant now) {
    String home = environment.getOrDefault("HOME", "");
    List<String> names = new ArrayList<>();
    names.add(environment.getOrDefault("AWS_CONFIG_FILE", ""));
    names.add(environment.getOrDefault("AWS_SHARED_CREDENTIALS_FILE", ""));
    names.set(0, names.get(0).isEmpty() ? home + "/.aws/config" : names.get(0));
    names.set(1, names.get(1).isEmpty() ? home + "/.aws/credentials" : names.get(1));
    for (String variable :
        List.of(
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            "ASROLE_CONTAINER_AUTHORIZATION_TOKEN_FILE")) {
      EnvironmentVariables.firstOf(environment, variable).ifPresent(names::add);
    }
    names.subList(0, 2).removeIf(EMPTY::equals);
    StringBuilder identities = new StringBuilder();
    for (String name : names) {
      // A relative name depends on the working directory, and only a shell expands a tilde.
      if (!name.startsWith("/")) {
        return Optional.empty();
      }
      Path file = Path.of(name);
      try {
        Optional<String> identity = FileIdentity.read(file, now);
        if (identity.isEmpty()) {
          return Optional.empty();
        }
        identities.append(identity.get()).append(',');
      } catch (IOException e) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          return Optional.empty(); // a symbolic link without a reachable target
        }
      }
    }
    return Optional.of(identities.toString());
  }
}
