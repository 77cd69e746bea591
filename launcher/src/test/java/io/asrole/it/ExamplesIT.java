// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each file under examples/ is what its reader takes, and runs as it stands in its environment. */
class ExamplesIT {
  private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();
  private static final String AS_ROLE = "arn:aws:iam::123456789012:role/ExampleAssumedRole: ";
  private static final String IDENTITY =
      "arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/\\S+@i-0123456789abcdef0\n";
  private static final String BACKUP = "/srv/backup s3://example-bucket/backup\n";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;
  private AsRole host;

  @BeforeEach
  void install() throws IOException {
    host = InstalledHost.in(aws, home);
  }

  @Test
  void cronRunsTheJobOfItsTable() throws IOException {
    CronTable table = CronTable.of(EXAMPLES.resolve("cron.d/asrole-backup"));
    assertEquals(
        new Result(0, AS_ROLE + "aws s3 sync --only-show-errors " + BACKUP, ""),
        runAsCron(table, table.command()));
  }

  @Test
  void cronMailsOneLineWhenTheRoleCannotBeHad() throws IOException {
    CronTable table = CronTable.of(EXAMPLES.resolve("cron.d/asrole-backup"));
    String other = table.command().replace("ExampleAssumedRole", "Nope");
    Result result = runAsCron(table, other);
    assertEquals(125, result.exitCode());
    assertEquals(1, (result.out() + result.err()).lines().count(), result::toString);
  }

  private Result runAsCron(CronTable table, String command) {
    AsRole cron = host.with("SHELL", "/bin/sh").with("LOGNAME", table.user());
    for (Map.Entry<String, String> variable : table.environment().entrySet()) {
      cron = cron.with(variable.getKey(), variable.getValue());
    }
    return run(cron, cron.get("SHELL"), "-c", command);
  }

  @Test
  void systemdRunsTheService() throws IOException {
    // As DynamicUser= lays it out: %C has a link to the unit's folder.
    Path cache = Files.createDirectory(home.resolve("cache"));
    UnitFile unit = UnitFile.of(EXAMPLES.resolve("systemd/backup.service"));
    String folder = unit.get("CacheDirectory", cache).get(0);
    Path own = Files.createDirectories(cache.resolve("private").resolve(folder));
    Files.createSymbolicLink(cache.resolve(folder), own);
    AsRole service =
        host.without("HOME").with("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin");
    for (String variable : unit.get("Environment", cache)) {
      String[] pair = variable.split("=", 2);
      service = service.with(pair[0], pair[1]);
    }
    String[] command = unit.get("ExecStart", cache).get(0).split(" ");
    assertEquals(
        new Result(0, AS_ROLE + "aws s3 sync --only-show-errors " + BACKUP, ""),
        run(service, command));
    assertTrue(Files.exists(own.resolve(".cache/asrole/ExampleAssumedRole.warm")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"backup.service", "backup.timer"})
  void systemdFindsNoFault(String unit) {
    has("systemd-analyze", "--version");
    Result verified =
        run(host, "systemd-analyze", "verify", EXAMPLES.resolve("systemd/" + unit).toString());
    assertEquals(new Result(0, "", ""), verified);
  }

  @Test
  void theTimerStartsTheServiceInTime() throws IOException {
    has("systemd-analyze", "--version");
    UnitFile timer = UnitFile.of(EXAMPLES.resolve("systemd/backup.timer"));
    List<String> times = timer.get("OnCalendar", home);
    assertEquals(1, times.size());
    assertEquals(0, run(host, "systemd-analyze", "calendar", times.get(0)).exitCode());
    assertEquals(List.of(), timer.get("Unit", home), "else it starts what is named as itself");
    assertTrue(Files.exists(EXAMPLES.resolve("systemd/backup.service")));
  }

  @Test
  void ansibleRunsEachTask() {
    String tasks =
        "for play in file:\n  for task in play['tasks']:\n"
            + "    print('\\0'.join(task['ansible.builtin.command']['argv']))";
    List<String> commands = yaml(tasks, "ansible/backup.yml");
    assertEquals(2, commands.size());
    AsRole ansible = host.with("PATH", "/usr/local/bin:/usr/bin:/bin");
    assertIdentity(run(ansible, commands.get(0).split("\0")));
    assertEquals(
        new Result(0, AS_ROLE + "aws s3 sync --no-progress " + BACKUP, ""),
        run(ansible, commands.get(1).split("\0")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"with-shell", "without-shell"})
  void aContainerStartsTheJob(String stage) throws IOException {
    Dockerfile file = Dockerfile.of(EXAMPLES.resolve("docker/Dockerfile"));
    AsRole container = host.with("PATH", "/usr/local/bin:/usr/bin:/bin");
    assertEquals(new Result(0, AS_ROLE + "job \n", ""), run(container, file.command(stage)));
  }

  /** No container is started: the test reads the file only. */
  @Test
  void theImageOfTheAgentIsThePackageWithoutJava() throws IOException {
    String deb = "asrole_" + AsRole.VERSION + "_all.deb";
    assertEquals(
        Map.of(
            "unpacked FROM",
            "debian:12-slim AS unpacked",
            "unpacked COPY",
            deb + " /tmp/",
            "unpacked RUN",
            "dpkg -x /tmp/" + deb + " /unpacked",
            "agent FROM",
            "scratch AS agent",
            "agent COPY",
            "--from=unpacked /unpacked/usr/lib/asrole /usr/lib/asrole"),
        Dockerfile.of(EXAMPLES.resolve("docker/agent.Dockerfile")).values());
  }

  @Test
  void aGithubRunnerRunsEachStep() {
    String steps =
        "for step in file['jobs']['deploy']['steps']:\n  if 'run' in step: print(step['run'])";
    runsAsCi(yaml(steps, "ci/github-actions.yml"), "bash", "-e", "-c");
  }

  @Test
  void aGitlabRunnerRunsTheScript() {
    List<String> script = yaml("print('\\n'.join(file['deploy']['script']))", "ci/gitlab-ci.yml");
    runsAsCi(script, "bash", "-eo", "pipefail", "-c");
  }

  private void runsAsCi(List<String> lines, String... shell) {
    assertEquals(2, lines.size());
    AsRole runner = host.with("PATH", "/usr/local/bin:/usr/bin:/bin");
    assertIdentity(run(runner, with(shell, lines.get(0))));
    String site = "aws s3 sync --only-show-errors --delete site s3://example-bucket/site\n";
    assertEquals(new Result(0, AS_ROLE + site, ""), run(runner, with(shell, lines.get(1))));
  }

  private static void assertIdentity(Result result) {
    assertEquals(new Result(0, result.out(), ""), result);
    assertTrue(result.out().matches(IDENTITY), result.out());
  }

  private static Result run(AsRole where, String... command) {
    return where.startOther(command).result();
  }

  private static String[] with(String[] words, String last) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = last;
    return all;
  }

  /** The lines that this Python prints of the file. */
  private List<String> yaml(String python, String file) {
    has("python3", "-c", "import yaml");
    String program = "import sys, yaml\nfile = yaml.safe_load(open(sys.argv[1]))\n" + python;
    Result result = run(host, "python3", "-c", program, EXAMPLES.resolve(file).toString());
    assertEquals("", result.err());
    return result.out().lines().toList();
  }

  private void has(String... probe) {
    assumeTrue(
        run(host, probe).exitCode() == 0, () -> "SKIPPED: cannot run " + String.join(" ", probe));
  }
}
