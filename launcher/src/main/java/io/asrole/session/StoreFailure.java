// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import io.asrole.FailureCause;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes the error messages about the session store. */
final class StoreFailure {
  private StoreFailure() {}

  static AsroleException openToOthers(UserFolder kind, Path folder, int permissions) {
    return refused(
        kind,
        folder,
        "its mode is " + Integer.toOctalString(permissions) + ", not 700",
        "chmod 700 " + folder + ", or ");
  }

  static AsroleException noFolder(UserFolder kind, Path folder, String what) {
    return refused(kind, folder, "it is " + what, "remove it, or ");
  }

  static AsroleException wrongOwner(UserFolder kind, Path folder, int owner, int uid) {
    return refused(kind, folder, "it belongs to uid " + owner + ", not to " + uid, "");
  }

  static AsroleException inForeignHome(UserFolder kind, Path folder, int owner) {
    return AsroleException.refused(
        "root does not use the "
            + kind.title()
            + " "
            + folder
            + " in the home of uid "
            + owner
            + "; run sudo -H, or set "
            + kind.variable()
            + " to a folder that belongs to root");
  }

  private static AsroleException refused(UserFolder kind, Path folder, String why, String fix) {
    return AsroleException.refused(
        kind.title()
            + " "
            + folder
            + " is not safe to use: "
            + why
            + "; "
            + fix
            + "set "
            + kind.variable());
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

  static AsroleException tooShort(Session opened, Duration remaining) {
    return AsroleException.refused(
            "the new session of "
                + opened.role()
                + " ends "
                + opened.expiration()
                + ", and --min-remaining asks for "
                + remaining.toMinutes()
                + " min; a longer session needs --duration, and role chaining allows one hour")
        .withFailureCause(FailureCause.OPTION);
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
