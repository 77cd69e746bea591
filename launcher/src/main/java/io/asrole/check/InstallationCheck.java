// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import io.asrole.AsroleException;
import io.asrole.posix.Host;
import io.asrole.posix.InstallationFolder;
import io.asrole.posix.User;
import io.asrole.session.StoreHealth;
import io.asrole.text.ShellQuoting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Checks the installed asrole: version, Java, class-data archive and session store. */
public final class InstallationCheck {
  private final Path store;

  public InstallationCheck(Path store) {
    this.store = store;
  }

  /** Reports the version, Java and the class-data archive. */
  public Finding version() {
    return Finding.ok(
        "asrole",
        InstallationFolder.version()
            + ", Java "
            + System.getProperty("java.version")
            + " at "
            + System.getProperty("java.home")
            + ", "
            + (InstallationFolder.hasArchive(store)
                ? "with a class-data archive"
                : "without a class-data archive (the first start creates one)"));
  }

  /** Reports the state of the session store. */
  public Finding store(StoreHealth health) {
    String unusable = health.unusable();
    if (unusable != null) {
      return Finding.warn(
          "store",
          store + " is unusable: " + unusable,
          new Remedy(
              "sessions are not cached, so every start calls AWS",
              "export XDG_CACHE_HOME=FOLDER # a writable one"));
    }
    if (Host.boot().isEmpty()) {
      return Finding.warn(
          "store",
          store + " is usable, but /proc/sys/kernel/random/boot_id cannot be read",
          new Remedy(
              "ProcSubset=pid in the systemd unit hides it; without it a session is shared, but every"
                  + " start runs Java",
              "ProcSubset=all # in the systemd unit"));
    }
    return Finding.ok(
        "store",
        store
            + (health.present()
                ? ": owned by you, mode 0700, "
                    + health.sessions()
                    + (health.sessions() == 1 ? " session, " : " sessions, ")
                    + (health.locks() == 0
                        ? "no lock held"
                        : health.locks() + " held locks: starts that are calling AWS")
                : ": does not exist yet, the first start creates it"));
  }

  /** Reports a store folder that is not safe to use, so that a start fails. */
  public Finding refused(AsroleException refusal) {
    String elsewhere = "export XDG_CACHE_HOME=FOLDER";
    String fix = elsewhere;
    if (isOwn()) {
      boolean folder = Files.isDirectory(store, LinkOption.NOFOLLOW_LINKS);
      fix =
          (folder ? "chmod 700 " : "rm ")
              + ShellQuoting.quoteIfNeeded(store.toString())
              + " # or "
              + elsewhere;
    }
    return Finding.fail(
        "store",
        refusal,
        List.of(
            new Remedy(
                "the store holds credentials, so it must be owned by you with mode 0700", fix)));
  }

  private boolean isOwn() {
    try {
      return Files.getOwner(store, LinkOption.NOFOLLOW_LINKS).getName().equals(User.name());
    } catch (IOException e) {
      return false;
    }
  }
}
