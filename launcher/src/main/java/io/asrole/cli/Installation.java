// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.doctor.Finding;
import io.asrole.doctor.Remedy;
import io.asrole.posix.User;
import io.asrole.session.StoreHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of asrole is on this host: its version, its Java, its class-data archive, its store. */
final class Installation {
  private final Path store;

  Installation(Path store) {
    this.store = store;
  }

  /** The version, and what it runs on. */
  Finding version() {
    String version = CommandLines.class.getPackage().getImplementationVersion();
    return Finding.ok(
        "asrole",
        (version == null ? "(unpackaged)" : version)
            + ", Java "
            + System.getProperty("java.version")
            + " at "
            + System.getProperty("java.home")
            + ", "
            + archive());
  }

  /** How the store stands. */
  Finding store(StoreHealth health) {
    String unusable = health.unusable();
    if (unusable != null) {
      return Finding.warn(
          "store",
          store + " cannot be used: " + unusable,
          new Remedy(
              "every start asks AWS anew", "set HOME or XDG_CACHE_HOME to a writable folder"));
    }
    return Finding.ok(
        "store",
        store
            + (health.present()
                ? ": yours alone, "
                    + health.sessions()
                    + (health.sessions() == 1 ? " session, " : " sessions, ")
                    + locks(health.locks())
                : ": not there yet, the first start makes it"));
  }

  /** A store that a start refuses. */
  Finding refused(AsroleException refusal) {
    String elsewhere = "export XDG_CACHE_HOME=FOLDER";
    String fix = elsewhere;
    if (isOwn()) {
      boolean folder = Files.isDirectory(store, LinkOption.NOFOLLOW_LINKS);
      fix = (folder ? "chmod 700 " : "rm ") + Shell.word(store.toString()) + " # or " + elsewhere;
    }
    return Finding.fail(
        "store",
        refusal,
        List.of(
            new Remedy(
                "it holds keys: a folder is used that is yours, and that nobody else can look into",
                fix)));
  }

  private boolean isOwn() {
    try {
      return Files.getOwner(store, LinkOption.NOFOLLOW_LINKS).getName().equals(User.name());
    } catch (IOException e) {
      return false;
    }
  }

  private static String locks(int locks) {
    return locks == 0 ? "no lock held" : locks + " held locks: starts that ask AWS";
  }

  private String archive() {
    Path jar = Path.of(System.getProperty("java.class.path").split(":", 2)[0]).toAbsolutePath();
    return has(jar.resolveSibling("archive")) || has(store.resolve("archive"))
        ? "with a class-data archive"
        : "without a class-data archive (the first start has one made)";
  }

  private static boolean has(@Nullable Path folder) {
    if (folder == null || !Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).anyMatch(n -> n.endsWith(".jsa") || n.endsWith(".aot"));
    } catch (IOException e) {
      return false;
    }
  }
}
