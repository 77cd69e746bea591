// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import io.asrole.guard.GuardedHost;
import io.asrole.posix.SystemProgram;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the table of nftables that closes instance metadata, and tries whether it does.
 *
 * @see <a href="https://manpages.debian.org/bookworm/nftables/nft.8.en.html">nft(8)</a>
 */
final class TableCheck {
  private static final String STEP = "table";
  private static final String LOAD = "nft -f " + GuardedFiles.TABLE;

  /** What each part of the table closes. */
  private static final List<String> PARTS =
      List.of(
          "169.254.169.254",
          "fd00:ec2::254",
          "hook output",
          "hook forward",
          "meta skuid @allowed accept",
          "meta skuid != @allowed jump closed");

  private static final Pattern UIDS =
      Pattern.compile("type uid\\s[^}]*?elements = \\{([^}]*)\\}", Pattern.DOTALL);

  private static final List<String> URLS =
      List.of("http://169.254.169.254/", "http://[fd00:ec2::254]/");

  private final GuardedHost host;

  TableCheck(GuardedHost host) {
    this.host = host;
  }

  List<Finding> findings() {
    Optional<String> table =
        SystemProgram.run("nft", "list", "table", "inet", "asrole")
            .filter(result -> result.status() == 0)
            .map(SystemProgram.Result::output);
    List<Finding> found = new ArrayList<>(List.of(check(table)));
    String asrole =
        SystemProgram.run("id", "-u", "asrole").map(SystemProgram.Result::output).orElse("");
    if (asrole.matches("[0-9]+") && answering(asrole).map(List::isEmpty).orElse(false)) {
      found.add(
          Finding.warn(
              "metadata",
              "asrole does not reach instance metadata",
              SystemdImds.isPresent()
                  ? SystemdImds.remedy()
                  : new Remedy(
                      "asrole-grant has no credentials, unless "
                          + GuardedHost.ROLES
                          + " names others",
                      "sudo -u asrole curl -v http://169.254.169.254/")));
    }
    found.add(
        answering(ordinaryUid())
            .map(urls -> tried(urls, table.isPresent()))
            .orElseGet(
                () ->
                    Finding.warn(
                        "metadata",
                        "not tried as an ordinary user: curl or setpriv is missing",
                        new Remedy(
                            "only a try shows whether it is closed",
                            "apt-get install curl util-linux"))));
    return found;
  }

  private Finding check(Optional<String> table) {
    if (table.isEmpty() && !Files.exists(GuardedFiles.TABLE)) {
      return Finding.warn(
          STEP,
          "there is no "
              + GuardedFiles.TABLE
              + ", so another firewall must close instance metadata",
          new Remedy(
              "nothing of asrole closes it; AWS ParallelCluster closes it with iptables",
              HostCheck.REPAIR));
    }
    if (table.isEmpty()) {
      return Finding.fail(
          STEP,
          "the nftables table inet asrole is not loaded",
          new Remedy(
              "a flush of the rules removed it, or its unit did not start",
              "systemctl restart asrole-guard.service # without systemd: " + LOAD));
    }
    return check(table.get(), host.uids());
  }

  /** Compares the table, as nft prints it, with the uids of the guard file. */
  static Finding check(String table, Set<Long> guarded) {
    List<String> missing = PARTS.stream().filter(part -> !table.contains(part)).toList();
    if (!missing.isEmpty()) {
      return Finding.fail(
          STEP,
          "the table inet asrole has no rule with " + String.join(", ", missing),
          new Remedy("another program changed it, or it is not asrole's", LOAD));
    }
    Set<String> expected = new TreeSet<>(Set.of("0"));
    guarded.forEach(uid -> expected.add(uid.toString()));
    Matcher uids = UIDS.matcher(table);
    Set<String> actual = new TreeSet<>();
    if (uids.find()) {
      actual.addAll(List.of(uids.group(1).strip().split("[\\s,]+")));
    }
    return actual.equals(expected)
        ? Finding.ok(STEP, "inet asrole lets the uids " + String.join(" ", actual) + " through")
        : Finding.fail(
            STEP,
            "inet asrole lets the uids "
                + String.join(" ", actual)
                + " through, and "
                + GuardedHost.FILE
                + " names "
                + String.join(" ", expected),
            new Remedy(
                "asrole sends each user to instance metadata or to sudo by " + GuardedHost.FILE,
                HostCheck.REPAIR));
  }

  private static Finding tried(List<String> urls, boolean loaded) {
    if (urls.isEmpty()) {
      return Finding.ok(
          "metadata",
          "closed to ordinary users" + (loaded ? "" : ", but not by the table inet asrole"));
    }
    return Finding.fail(
        "metadata",
        "open to ordinary users at " + String.join(" and ", urls),
        new Remedy("every user can have the role of the instance", LOAD));
  }

  /** A user id that is in no list: that of nobody, or one below. */
  private String ordinaryUid() {
    int uid = 65534;
    while (!host.restricts(uid)) {
      uid--;
    }
    return String.valueOf(uid);
  }

  /** The addresses at which that user gets an answer; empty if setpriv or curl is missing. */
  private static Optional<List<String>> answering(String uid) {
    List<String> answering = new ArrayList<>();
    for (String url : URLS) {
      Optional<SystemProgram.Result> tried =
          SystemProgram.run(
              "setpriv",
              "--reuid=" + uid,
              "--regid=" + uid,
              "--clear-groups",
              "curl",
              "-s",
              "-m",
              "1",
              "-o",
              "/dev/null",
              "--noproxy",
              "*",
              url);
      if (tried.isEmpty() || tried.get().status() > 125) {
        return Optional.empty();
      }
      if (tried.get().status() == 0) {
        answering.add(url);
      }
    }
    return Optional.of(answering);
  }
}
