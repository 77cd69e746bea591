// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units, the table of files and the commands of docs/shared-hosts.md. */
@Tag("guarded-host")
class SharedHostsPageIT {
  private static final Pattern UNIT =
      Pattern.compile("```\n# (/etc/systemd/system/\\S+)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(/\\S+)` \\| (\\w+:\\w+) \\| (\\d+) \\|");

  @TempDir Path scratch;

  private final String page = read();

  private static String read() {
    try {
      return Files.readString(Path.of("..", "docs", "shared-hosts.md"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void hasUnitsInWhichSystemdFindsNoFault() throws IOException {
    assumeTrue(Files.exists(Path.of("/usr/bin/systemd-analyze")), "SKIPPED: no systemd-analyze");
    Map<String, String> units = new LinkedHashMap<>();
    for (MatchResult unit : UNIT.matcher(page).results().toList()) {
      units.put(unit.group(1), unit.group(2));
    }
    assertEquals(2, units.size());
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      host.shell(
          """
          useradd --system report
          mount -t tmpfs none /usr/local/bin
          cp /bin/true /usr/local/bin/report
          cp /bin/true /usr/local/bin/collector
          """);
      for (Map.Entry<String, String> unit : units.entrySet()) {
        host.write(unit.getKey(), unit.getValue(), "root:root", "644");
        assertEquals(
            new Result(0, "", ""), host.run("root", "systemd-analyze", "verify", unit.getKey()));
        assertTrue(unit.getValue().contains("\nNoNewPrivileges=yes\n"), unit::getValue);
      }
    }
  }

  @Test
  void hasACommandBeforeTheStartThatMayUseSudoWhereTheServiceMayNot() throws IOException {
    Matcher before =
        Pattern.compile(
                "ExecStartPre=\\+(/usr/bin/setpriv .*) /usr/bin/asrole (\\w+) -- /bin/true\n")
            .matcher(page);
    assertTrue(before.find());
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      host.shell("useradd --system --user-group report; install -d -o report /var/lib/report");
      host.guard("report=" + before.group(2));
      String grant = "sudo -n -u asrole -l " + GuardedWorld.GRANT + " " + before.group(2);
      assertEquals(
          new Result(0, "report /var/lib/report\n" + GuardedWorld.GRANT + " ReadLogs\n", ""),
          host.run(
              "root",
              "sh",
              "-c",
              "HOME=/var/lib/report exec "
                  + before.group(1)
                  + " sh -c 'echo $(id -un) $HOME; touch ~/warm; "
                  + grant
                  + "'"));
      Result service = host.run("report", "sh", "-c", "setpriv --no-new-privs " + grant);
      assertEquals(1, service.exitCode());
      assertTrue(service.err().contains("no new privileges"), service.err());
    }
  }

  @Test
  void namesOwnerAndModeOfEachFileOfTheScript() throws IOException {
    List<MatchResult> rows = ROW.matcher(page).results().toList();
    assertEquals(10, rows.size());
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      host.guard("%ops=ReadLogs").configure();
      for (MatchResult row : rows) {
        assertEquals(
            row.group(2) + " " + row.group(3),
            host.shell("stat -c '%U:%G %a' " + row.group(1)).strip(),
            row.group(1));
      }
    }
  }

  @Test
  void letsAServiceWithoutNewPrivilegesKeepInstanceMetadata() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      host.shell("useradd --system --create-home --user-group report");
      host.guard("%ops=ReadLogs", "--also", "report");
      String service = "setpriv --no-new-privs asrole ReadLogs -- printenv AWS_SESSION_TOKEN";
      Result result =
          host.start(
                  "report",
                  Map.of("AWS_ENDPOINT_URL_STS", GuardedWorld.STS, "AWS_REGION", "us-east-1"),
                  "sh",
                  "-c",
                  service)
              .result();
      assertEquals(new Result(0, result.out(), ""), result);
      assertEquals(7, host.curl("bob", GuardedWorld.METADATA));
    }
  }

  @Test
  void endsTheGuardByTheCommandsOfThePage() throws IOException {
    String end = page.substring(page.indexOf("To end the guard:"));
    String commands = end.substring(end.indexOf("    rm "), end.indexOf("\n\n## Files"));
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      host.guard("%ops=ReadLogs");
      host.shell(commands);
      assertEquals(0, host.curl("bob", GuardedWorld.METADATA));
      assertEquals("", host.shell("ls /etc/asrole /etc/sudoers.d | grep -v : || :").strip());
    }
  }
}
