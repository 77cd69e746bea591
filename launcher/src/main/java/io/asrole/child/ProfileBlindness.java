// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.child;

import io.asrole.AsroleException;
import io.asrole.FailureCause;
import java.util.Set;

/**
 * Programs that read no AWS config file. With {@code --refresh} they would find no keys and ask
 * instance metadata at its fixed address, so they would be the instance and not the role.
 */
public final class ProfileBlindness {
  private static final Set<String> PROGRAMS = Set.of("s3cmd", "jsign");

  private ProfileBlindness() {}

  /** Throws if the command is one of these programs. */
  public static void refuse(String command) throws AsroleException {
    String program = command.substring(command.lastIndexOf('/') + 1);
    if (PROGRAMS.contains(program)) {
      throw AsroleException.refused(
              program
                  + " knows only keys and instance metadata, so with --refresh it would be the"
                  + " instance: leave out --refresh, or say --refresh=always")
          .withFailureCause(FailureCause.OPTION);
    }
  }
}
