// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kinds of files in the session store. Each file is named after a session key or after a role,
 * with the ending of its kind; docs/architecture.md shows an example of each.
 *
 * <p>The asrole script reads and writes the kinds that are named after a role. It compares
 * modification times, because it can do that without another program.
 *
 * <p>{@link Sweep} removes a session and its lock a day after the session has ended, and all other
 * files a day after their modification time. A lock file that is lost costs at most one more call
 * to STS.
 */
public enum StoreFile {
  /** A session, named after its key. Its modification time means nothing. */
  SESSION(".session"),

  /** Why AWS did not open the session, named after its key; good for some seconds. */
  FAILURE(".failure"),

  /** A kernel lock: its holder asks STS for the session. Named after the session's key. */
  LOCK(".lock"),

  /**
   * Some process renews the session. Named after its key; another process may take over when the
   * modification time is more than 30 seconds ago.
   */
  RENEWING(".renewing"),

  /** What the script needs for a warm start of a role. It is good until its modification time. */
  WARM(".warm"),

  /** When the warm file was written: in the future, it shows that the clock was set back. */
  MADE(".made"),

  /** Its modification time is the beginning of the session's last third. */
  RENEW(".renew"),

  /** There while a process that the script has started renews the session. */
  CLAIM(".claim"),

  /** A refusal, for the starts that waited for it. It is good until its modification time. */
  REFUSED(".refused"),

  /** A kernel lock at which cold starts of a role wait for each other. */
  HERD(".herd"),

  /** A file that is being written. */
  TEMPORARY(".tmp");

  private final String ending;

  StoreFile(String ending) {
    this.ending = ending;
  }

  /** The name of the file of this kind for that session. */
  public String nameFor(SessionKey key) {
    return key.name() + ending;
  }

  /**
   * The name of the file of this kind for a role as it was called; {@code %} stands for a slash.
   */
  public String nameFor(String role) {
    return role.replace('/', '%') + ending;
  }

  /** Whether a file of that name is of this kind. */
  boolean isKindOf(String name) {
    return name.endsWith(ending);
  }

  /** The name that a file of this kind has beside a file of another kind. */
  String beside(String name, StoreFile other) {
    return name.substring(0, name.length() - other.ending.length()) + ending;
  }

  /** The kind of a file of that name; empty for a file that is not asrole's. */
  static Optional<StoreFile> kindOf(String name) {
    return Stream.of(values()).filter(kind -> kind.isKindOf(name)).findFirst();
  }
}
