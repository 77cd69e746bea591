// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes the error messages about the session store. */
final class StoreFailure {
  private StoreFailure() {}

  static AsroleException openToOthers(Path folder, int permissions) {
    return refused(
        folder,
        "its mode is " + Integer.toOctalString(permissions) + ", not 700",
        "chmod 700 " + folder + ", or ");
  }

  static AsroleException noFolder(Path folder, String what) {
    return refused(folder, "it is " + what, "remove it, or ");
  }

  static AsroleException wrongOwner(Path folder, int owner, int uid) {
    return refused(folder, "it belongs to uid " + owner + ", not to " + uid, "");
  }

  static AsroleException inForeignHome(Path folder, int owner) {
    return AsroleException.refused(
        "root does not use the session store "
            + folder
            + " in the home of uid "
            + owner
            + "; run sudo -H, or set XDG_CACHE_HOME to a folder that belongs to root");
  }

  private static AsroleException refused(Path folder, String why, String fix) {
    return AsroleException.refused(
        "session store "
            + folder
            + " is not safe to use: "
            + why
            + "; "
            + fix
            + "set XDG_CACHE_HOME");
  }

  static String unusable(Path folder, String why) {
    return "session store "
        + folder
        + " is unusable ("
        + why
        + "): sessions are not cached, so every start calls AWS";
  }

  /** The agent recognises this warning by its beginning and shows the text after the time. */
  static String notRenewed(Session kept, AsroleException failure) {
    return "cannot renew "
        + kept.role()
        + ", which ends "
        + kept.expiration()
        + ": "
        + failure.sentence();
  }

  static AsroleException tooSlow(long seconds) {
    return AsroleException.unavailable(
        "no role session within "
            + seconds
            + " s: the source credentials or STS take too long; --debug shows which");
  }

  static AsroleException unexpected(@Nullable Throwable e) {
    return AsroleException.unavailable("unexpected failure while opening the role session: " + e);
  }
}
