// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import io.asrole.guard.GuardedHost;
import io.asrole.posix.SystemProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Checks the accounts of a guarded host: the system user asrole, the users that reach instance
 * metadata, and the users that can become root without sudo.
 *
 * @see <a href="https://man7.org/linux/man-pages/man1/getent.1.html">getent(1)</a>
 */
final class AccountsCheck {
  private static final String STEP = "accounts";
  private static final String HOME = "/var/lib/asrole";

  /** A member of these groups can start a container that has the files of the host. */
  private static final List<String> ROOT_GROUPS = List.of("docker", "lxd", "incus-admin");

  private final GuardedHost host;

  AccountsCheck(GuardedHost host) {
    this.host = host;
  }

  List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    found.add(user());
    found.add(letThrough());
    ROOT_GROUPS.forEach(group -> addRootGroup(found, group));
    return found;
  }

  private Finding user() {
    String step = "user";
    List<String> entry = entry("passwd", "asrole");
    if (entry.size() < 7) {
      return Finding.fail(
          step,
          "there is no system user asrole",
          new Remedy("sudo cannot run asrole-grant", HostCheck.REPAIR));
    }
    String uid = entry.get(2);
    if (!uid.matches("[0-9]{1,9}") || host.restricts(Integer.parseInt(uid))) {
      return Finding.fail(
          step,
          "asrole has the uid " + uid + ", which " + GuardedHost.FILE + " does not name in uids",
          new Remedy("asrole-grant does not reach instance metadata", HostCheck.REPAIR));
    }
    return entry.get(5).equals(HOME)
        ? Finding.ok(step, "asrole, uid " + uid)
        : Finding.warn(
            step,
            "asrole has the home folder " + entry.get(5),
            new Remedy("asrole-grant uses " + HOME, "usermod --home " + HOME + " asrole"));
  }

  /** The users that reach instance metadata, by name. */
  private Finding letThrough() {
    Set<String> names = new TreeSet<>(Set.of("root"));
    Set<String> unknown = new TreeSet<>();
    for (Long uid : host.uids()) {
      List<String> entry = entry("passwd", uid.toString());
      (entry.isEmpty() ? unknown : names).add(entry.isEmpty() ? uid.toString() : entry.get(0));
    }
    return unknown.isEmpty()
        ? Finding.ok(STEP, "reach instance metadata: " + String.join(" ", names))
        : Finding.warn(
            STEP,
            "no account has the uid " + String.join(" ", unknown) + " of " + GuardedHost.FILE,
            new Remedy(
                "a user who is created with this uid later reaches instance metadata",
                HostCheck.REPAIR));
  }

  private void addRootGroup(List<Finding> found, String group) {
    List<String> entry = entry("group", group);
    if (entry.size() < 4) {
      return;
    }
    Set<String> members = new TreeSet<>(List.of(entry.get(3).split(",")));
    members.addAll(
        SystemProgram.run("getent", "passwd")
            .map(all -> usersOfGroup(all.output(), entry.get(2)))
            .orElse(Set.of()));
    members.removeIf(name -> name.isEmpty() || isLetThrough(name));
    if (!members.isEmpty()) {
      found.add(
          Finding.warn(
              STEP,
              "in the group " + group + ": " + String.join(" ", members),
              new Remedy(
                  "a member of this group can become root, and root has every role",
                  "gpasswd -d USER " + group)));
    }
  }

  /** The users that have this as their own group. */
  static Set<String> usersOfGroup(String passwd, String gid) {
    return passwd
        .lines()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length == 7 && fields[3].equals(gid))
        .map(fields -> fields[0])
        .collect(Collectors.toSet());
  }

  private boolean isLetThrough(String name) {
    List<String> entry = entry("passwd", name);
    return entry.size() > 2
        && entry.get(2).matches("[0-9]{1,9}")
        && !host.restricts(Integer.parseInt(entry.get(2)));
  }

  /** The fields of an entry; empty if there is none. */
  private static List<String> entry(String database, String key) {
    return SystemProgram.run("getent", database, key)
        .filter(result -> result.status() == 0)
        .map(result -> List.of(result.firstLine().split(":", -1)))
        .orElse(List.of());
  }
}
