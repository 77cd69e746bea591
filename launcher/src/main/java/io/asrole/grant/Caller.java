// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.grant;

import io.asrole.AsroleException;
import io.asrole.posix.ProcessStatus;
import io.asrole.posix.User;
import java.nio.file.Path;

/**
 * The user who called sudo.
 *
 * @param uid from SUDO_UID
 * @param name of the account with that uid
 */
record Caller(long uid, String name) {
  /** The system user that sudo runs asrole-grant as. */
  private static final String SELF = "asrole";

  /** The largest uid; the one above it means "no change" to system calls. */
  private static final long LARGEST_UID = 0xffff_fffeL;

  private static final Path STORES = Path.of("/var/cache/asrole");

  /**
   * Reads the caller from what the script asrole-grant has found.
   *
   * @throws AsroleException if this process does not run as asrole
   */
  static Caller read(String uid, String name) throws AsroleException {
    if (!User.name().equals(SELF)) {
      throw AsroleException.refused(
          "runs as the user asrole only: sudo -n -u asrole asrole-grant ROLE");
    }
    // Java reads each byte that is not UTF-8 as this character, so two such names could be equal.
    if (name.indexOf('\ufffd') >= 0) {
      throw AsroleException.refused("the name of the user id " + uid + " is not UTF-8");
    }
    if (!uid.matches("0|[1-9][0-9]{0,9}") || Long.parseLong(uid) > LARGEST_UID || name.isEmpty()) {
      throw AsroleException.refused("the user id '" + uid + "' has no account");
    }
    return new Caller(Long.parseLong(uid), name);
  }

  /** The folder of the caller's session store, so that two callers share neither file nor lock. */
  Path cache() {
    return STORES.resolve(String.valueOf(uid));
  }

  /** The user who logged in, before su and sudo. */
  String loginUid() {
    return ProcessStatus.loginUid();
  }

  /** The controlling terminal; empty if there is none. */
  String terminal() {
    return ProcessStatus.readOwn().terminal();
  }
}
