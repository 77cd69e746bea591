// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.child;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Warns about programs such as sudo that do not pass the role's variables on to the commands they
 * start, so that these commands run as the instance. The script prints the same warning.
 *
 * @see <a href="https://www.sudo.ws/docs/man/sudoers.man/#Command_environment">sudo: command
 *     environment</a>
 */
public final class EnvironmentLoss {
  private EnvironmentLoss() {}

  /**
   * The warning for a command; empty if the command passes the variables on.
   *
   * @param role the ARN
   */
  public static Optional<String> warning(List<byte[]> command, String role) {
    List<String> words =
        command.stream().map(word -> new String(word, StandardCharsets.UTF_8)).toList();
    String program = words.get(0).substring(words.get(0).lastIndexOf('/') + 1);
    String name = role.substring(role.lastIndexOf('/') + 1);
    String line = words.stream().collect(Collectors.joining(" ", "", " "));
    String instead =
        switch (program) {
          case "sudo", "doas" ->
              line.contains(" -E ") || line.contains(" --preserve-env")
                  ? ""
                  : "sudo asrole " + name + " -- COMMAND";
          case "su" ->
              line.contains(" - ") || line.contains(" -l ") || line.contains(" --login ")
                  ? "su - USER -c 'asrole " + name + " -- COMMAND'"
                  : "";
          case "ssh" -> line.contains("SendEnv") ? "" : "ssh HOST asrole " + name + " -- COMMAND";
          case "docker", "podman" ->
              (line.contains(" run ") || line.contains(" exec "))
                      && !line.contains(" -e ")
                      && !line.contains(" --env")
                  ? "asrole "
                      + name
                      + " -- "
                      + program
                      + " run -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY -e AWS_SESSION_TOKEN"
                      + " IMAGE"
                  : "";
          default -> "";
        };
    return instead.isEmpty()
        ? Optional.empty()
        : Optional.of(
            program
                + " does not pass on the credentials, so its command does not run as "
                + name
                + "; use instead: "
                + instead);
  }
}
