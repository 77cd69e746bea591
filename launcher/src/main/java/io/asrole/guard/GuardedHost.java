// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.guard;

import io.asrole.AsroleException;
import io.asrole.FailureCause;
import io.asrole.posix.FileErrors;
import io.asrole.posix.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A host on which the administrator has closed instance metadata to ordinary users. They get role
 * sessions from asrole-grant, which sudo lets them run for some roles.
 *
 * @param grantProgram the path of asrole-grant, as the rules of sudo name it
 * @param uids the users that reach instance metadata, apart from root
 */
public record GuardedHost(Path grantProgram, Set<Long> uids) {
  /** The file that makes the host guarded. Its lines are {@code key=value}; root writes it. */
  public static final Path FILE = Path.of("/etc/asrole/guard");

  /** The AWS config file in which the administrator describes the roles. */
  public static final Path ROLES = Path.of("/etc/asrole/config");

  private static final String GRANT = "/usr/bin/asrole-grant";
  private static final int LONGEST_UID = 10;

  /**
   * Reads the file.
   *
   * @return empty if there is none: the host is not guarded
   * @throws AsroleException if the file cannot be read or is malformed
   */
  public static Optional<GuardedHost> read() throws AsroleException {
    return isPresent() ? Optional.of(read(FILE)) : Optional.empty();
  }

  /**
   * Reads the file for a question that only sudo can answer.
   *
   * @throws AsroleException if sudo does not decide over the roles of this user
   */
  public static GuardedHost require(int uid) throws AsroleException {
    GuardedHost host =
        read()
            .orElseThrow(
                () ->
                    refused(
                        "this host is not guarded: there is no "
                            + FILE
                            + ", so the trust policy of a role decides who may have it; for one"
                            + " role: asrole doctor ROLE"));
    if (!host.restricts(uid)) {
      throw refused(
          User.name()
              + " reaches instance metadata on this guarded host, so the trust policy of a role"
              + " decides; for one role: asrole doctor ROLE");
    }
    return host;
  }

  /** Whether the file exists, even if it cannot be read. */
  public static boolean isPresent() {
    return Files.exists(FILE, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * The identity of both files, which decide the roles; empty if the host is not guarded. If it is
   * equal, the files are unchanged.
   */
  public static String identity() {
    return isPresent() ? identity(FILE) + "," + identity(ROLES) : "";
  }

  /** Whether this user gets sessions from asrole-grant, and not from instance metadata. */
  public boolean restricts(int uid) {
    return uid != 0 && !uids.contains(Integer.toUnsignedLong(uid));
  }

  /** Reads a file of this format. */
  static GuardedHost read(Path file) throws AsroleException {
    List<String> lines;
    try {
      // Reading a FIFO would wait for a writer.
      if (!Files.isRegularFile(file)) {
        throw new IOException(Files.exists(file) ? "not a regular file" : "no such file");
      }
      lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw refused("cannot read " + file + ": " + FileErrors.reason(e));
    }
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (!line.isBlank() && !line.startsWith("#")) {
        values.put(
            equals < 0 ? line.strip() : line.substring(0, equals).strip(),
            line.substring(equals + 1).strip());
      }
    }
    Set<String> unknown = new HashSet<>(values.keySet());
    unknown.removeAll(Set.of("grant", "uids"));
    String program = values.getOrDefault("grant", GRANT);
    if (!unknown.isEmpty() || !program.startsWith("/")) {
      throw refused(
          file + ": expected lines grant=/PATH and uids=NUMBER..., as asrole setup --host prints");
    }
    Set<Long> uids = new HashSet<>();
    for (String uid : values.getOrDefault("uids", "").split("[ ,]+", -1)) {
      if (uid.length() > LONGEST_UID || !uid.chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw refused(file + ": '" + uid + "' in uids is not the number of a user");
      }
      if (!uid.isEmpty()) {
        uids.add(Long.parseLong(uid));
      }
    }
    return new GuardedHost(FileErrors.parsePath("grant in " + file, program), Set.copyOf(uids));
  }

  private static String identity(Path file) {
    try {
      Map<String, Object> found =
          Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime");
      return new TreeMap<>(found).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static AsroleException refused(String sentence) {
    return AsroleException.refused(sentence).withFailureCause(FailureCause.GUARD);
  }
}
