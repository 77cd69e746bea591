// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.grant;

import io.asrole.AsroleException;
import io.asrole.guard.GuardedHost;
import io.asrole.posix.FileErrors;
import io.asrole.role.ConfigProfile;
import io.asrole.role.SessionParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The administrator's descriptions of roles, in the format of the AWS config file. It has
 * properties of its own for the AssumeRole parameters that the AWS CLI has no property for.
 */
final class RolesFile {
  private static final int WRITABLE_BY_OTHERS = 022;
  private static final int FILE_TYPE = 0170000;
  private static final int REGULAR_FILE = 0100000;

  private RolesFile() {}

  /**
   * The value for AWS_CONFIG_FILE.
   *
   * @throws AsroleException if somebody other than root could have written the file
   */
  static String path() throws AsroleException {
    if (!Files.exists(GuardedHost.ROLES, LinkOption.NOFOLLOW_LINKS)) {
      return "/dev/null";
    }
    requireRoots(GuardedHost.ROLES);
    return GuardedHost.ROLES.toString();
  }

  /**
   * The parameters of a role's profile that are not AWS's own properties.
   *
   * @param user the caller's name, for asrole_source_identity
   */
  static SessionParameters parameters(ConfigProfile profile, String user) throws AsroleException {
    String identity = profile.get("asrole_source_identity");
    if (identity != null && !identity.equals("user")) {
      throw bad(profile, "asrole_source_identity", "expected: user");
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : words(profile, "asrole_tags")) {
      int equals = tag.indexOf('=');
      if (equals <= 0) {
        throw bad(profile, "asrole_tags", "expected KEY=VALUE, not '" + tag + "'");
      }
      tags.put(tag.substring(0, equals).strip(), tag.substring(equals + 1).strip());
    }
    return new SessionParameters(
        null,
        null,
        null,
        identity == null ? null : user,
        tags,
        words(profile, "asrole_transitive_tags"),
        policy(profile),
        words(profile, "asrole_policy_arns"),
        false);
  }

  private static @Nullable String policy(ConfigProfile profile) throws AsroleException {
    String name = profile.get("asrole_policy");
    if (name == null) {
      return null;
    }
    if (!name.startsWith("/")) {
      throw bad(profile, "asrole_policy", "expected the path of a file");
    }
    Path file = FileErrors.parsePath("asrole_policy", name);
    requireRoots(file);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw AsroleException.refused("cannot read " + file + ": " + FileErrors.reason(e));
    }
  }

  private static List<String> words(ConfigProfile profile, String property) {
    String value = profile.get(property);
    return value == null
        ? List.of()
        : Stream.of(value.split(",", -1)).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }

  /** Throws unless only root can write this file, and replace it or one of its folders. */
  private static void requireRoots(Path file) throws AsroleException {
    boolean roots = mode(file, LinkOption.NOFOLLOW_LINKS) == REGULAR_FILE;
    for (Path folder = file.getParent(); roots && folder != null; folder = folder.getParent()) {
      roots = mode(folder) >= 0;
    }
    if (!roots) {
      throw AsroleException.refused(
          file
              + " must be a file of root that no other user can write, and so must all folders"
              + " above it: chown root FILE; chmod go-w FILE");
    }
  }

  /** The type of the file; -1 if it is not root's or others can write it. */
  private static int mode(Path file, LinkOption... links) throws AsroleException {
    try {
      Map<String, Object> found = Files.readAttributes(file, "unix:uid,mode", links);
      return found.get("uid") instanceof Integer uid
              && uid == 0
              && found.get("mode") instanceof Integer mode
              && (mode & WRITABLE_BY_OTHERS) == 0
          ? mode & FILE_TYPE
          : -1;
    } catch (IOException e) {
      throw AsroleException.refused("cannot read " + file + ": " + FileErrors.reason(e));
    }
  }

  private static AsroleException bad(ConfigProfile profile, String property, String why) {
    return AsroleException.refused(
        property + " of profile '" + profile.name() + "' in " + GuardedHost.ROLES + ": " + why);
  }
}
