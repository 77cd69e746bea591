// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.posix.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A host with several users, asrole's package, instance metadata and STS, in namespaces of its own:
 * mounts (with private copies of /etc, /var, /run, /home and /tmp), network and processes. Closing
 * it ends every process in it. The test is skipped, with the reason, where it cannot be made.
 *
 * <p>Users: root; alice (1001, in the group ops); bob (1002); asrole after {@link #guard}. The
 * roles ReadLogs, Deploy, Admin and team/Audit of account 123456789012 trust the instance's role
 * ExampleRole. Instance metadata is at its real addresses. STS is at {@link #STS}, the sandbox's
 * control service at {@link #CONTROL}.
 */
final class GuardedWorld implements AutoCloseable {
  static final String STS = "http://192.0.2.1:8001";
  static final String CONTROL = "http://192.0.2.1:8002";
  static final String METADATA = "http://169.254.169.254/latest/meta-data/";
  static final String METADATA_V6 = "http://[fd00:ec2::254]/latest/meta-data/";
  static final String GRANT = "/usr/bin/asrole-grant";

  private final Path scratch;
  private final Running host;
  private final String pid;

  private GuardedWorld(Path scratch, Running host, String pid) {
    this.scratch = scratch;
    this.host = host;
    this.pid = pid;
  }

  /** Makes the host, open as any other; {@code scratch} is an empty folder of the test. */
  static GuardedWorld start(Path scratch) throws IOException {
    assumeTrue(User.uid() == 0, "SKIPPED: only root can make a host with users");
    for (String program :
        List.of("sudo", "visudo", "nft", "ip", "nsenter", "setpriv", "useradd", "curl")) {
      assumeTrue(
          Stream.of("/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/")
              .anyMatch(folder -> Files.isExecutable(Path.of(folder + program))),
          "SKIPPED: no " + program);
    }
    Path world = scratch.resolve("world.json");
    Files.writeString(world, world());
    Path empty = Files.createDirectory(scratch.resolve("empty"));
    Running host =
        launch(
            scratch,
            Map.of("PATH", System.getenv("PATH")),
            List.of(
                "unshare",
                "-mn",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                Machine.script("guarded-world.sh"),
                empty.toString(),
                AsRole.STAGED.toString(),
                AsRole.JAVA_HOME.toString(),
                Path.of(GuardedWorld.class.getResource("/").getPath()).toString(),
                world.toString()));
    try {
      host.prints("ready");
    } catch (AssertionError e) {
      host.process().destroyForcibly();
      assumeTrue(
          host.output().contains("namespaces"),
          () -> "SKIPPED: no mounts or networks of its own here: " + host.complaints());
      throw e;
    }
    long child = host.process().toHandle().children().findFirst().orElseThrow().pid();
    return new GuardedWorld(scratch, host, Long.toString(child));
  }

  /** Guards the host as its administrator does: runs what {@code asrole setup --host} prints. */
  GuardedWorld guard(String... rules) {
    String script = hostScript(rules);
    write("/root/guard-host.sh", script, "root:root", "600");
    shell("sh /root/guard-host.sh");
    return this;
  }

  /** What {@code asrole setup --host} prints for rules {@code WHO[,WHO...]=ROLE[,ROLE...]}. */
  String hostScript(String... rules) {
    List<String> words = new ArrayList<>(List.of("/usr/bin/asrole", "setup", "--host", "--allow"));
    words.addAll(List.of(rules));
    Result printed = run("bob", words.toArray(String[]::new));
    assertEquals(new Result(0, printed.out(), ""), printed);
    return printed.out();
  }

  /** Writes /etc/asrole/config with the world's STS as endpoint, and these lines after that. */
  GuardedWorld configure(String... lines) {
    return write(
        "/etc/asrole/config",
        "[default]\nregion = us-east-1\nendpoint_url = " + STS + "\n" + String.join("\n", lines),
        "root:root",
        "644");
  }

  /** Writes a file of the host. */
  GuardedWorld write(String file, String content, String owner, String mode) {
    try {
      Files.writeString(path(file), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    shell("chown " + owner + " '" + file + "'; chmod " + mode + " '" + file + "'");
    return this;
  }

  /** A file of the host, as this JVM reaches it. Do not follow absolute links from there. */
  Path path(String file) {
    return Path.of("/proc/" + pid + "/root" + file);
  }

  /** Runs a script as root, which must succeed; returns what it prints. */
  String shell(String script) {
    Result result = run("root", "sh", "-euc", script);
    assertEquals(new Result(0, result.out(), result.err()), result, script);
    return result.out();
  }

  /** Runs a command as that user with a login shell's environment; standard input is empty. */
  Result run(String user, String... command) {
    return start(user, Map.of(), command).result();
  }

  /** Starts a command as that user with more variables, and does not wait. */
  Running start(String user, Map<String, String> variables, String... command) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", "/usr/bin:/bin" + (user.equals("root") ? ":/usr/sbin:/sbin" : ""));
    environment.put("HOME", user.equals("root") ? "/root" : "/home/" + user);
    environment.put("USER", user);
    environment.put("LOGNAME", user);
    environment.put("LANG", "C.UTF-8");
    List<String> words = new ArrayList<>(List.of("nsenter", "-t", pid, "-m", "-n", "-p"));
    words.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--init-groups"));
    // The variables come last: no LD_PRELOAD or BASH_ENV may reach nsenter, which is root.
    words.addAll(List.of("env", "-i"));
    environment.putAll(variables);
    environment.forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(List.of(command));
    return launch(scratch, Map.of("PATH", System.getenv("PATH")), words);
  }

  /** Whether that user's request to instance metadata is answered; if not, curl's exit status. */
  int curl(String user, String url) {
    return run(user, "curl", "-sS", "-o", "/dev/null", "-m", "5", url).exitCode();
  }

  /** The sandbox's counters, as JSON. */
  String counters() {
    return shell("curl -sSf " + CONTROL + "/counters");
  }

  @Override
  public void close() {
    host.process().descendants().forEach(ProcessHandle::destroyForcibly);
    host.process().destroyForcibly();
    host.process().onExit().join();
  }

  private static Running launch(Path scratch, Map<String, String> variables, List<String> words) {
    try {
      Path out = Files.createTempFile(scratch, "out", ".txt");
      Path err = Files.createTempFile(scratch, "err", ".txt");
      ProcessBuilder builder = new ProcessBuilder(words);
      builder.environment().clear();
      builder.environment().putAll(variables);
      builder.redirectOutput(out.toFile());
      builder.redirectError(err.toFile());
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String world() {
    List<String> roles = new ArrayList<>();
    for (String role : List.of("ReadLogs", "Deploy", "Admin", "team/Audit")) {
      roles.add(
          Worlds.role(
              "arn:aws:iam::123456789012:role/" + role,
              "arn:aws:iam::123456789012:role/ExampleRole"));
    }
    return Worlds.json(roles.toArray(String[]::new));
  }
}
