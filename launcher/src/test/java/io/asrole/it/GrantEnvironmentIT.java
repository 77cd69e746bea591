// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.GrantWorld.assertRefusedBySudo;
import static io.asrole.it.GrantWorld.assertSessionOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables of the caller that careless rules of sudo let through to asrole-grant. */
@Tag("guarded-host")
class GrantEnvironmentIT {
  /** Each line is one rule that an administrator may have for other programs. */
  private static final String CARELESS =
      """
      Defaults setenv, !env_reset
      Defaults env_keep += "*"
      Defaults log_output, log_input, use_pty
      Defaults:alice setenv, log_output
      Defaults>asrole setenv, !env_reset
      """;

  private static final String RULE = "alice ALL=(asrole) NOPASSWD: ";

  @TempDir static Path scratch;
  static GrantWorld world;
  static String setup;

  @BeforeAll
  static void guardAHost() throws IOException {
    world = GrantWorld.start(scratch);
    setup = world.host.shell("cat /etc/sudoers.d/asrole");
    // Writes who runs it. Each variable below would run it in some shell or JVM.
    world.host.write("/tmp/evil", "#!/bin/sh\n/usr/bin/id -u >>/tmp/seen\n", "alice:alice", "755");
    world.host.shell(
        "mkdir /tmp/bin; for p in java env readlink getent timeout flock mkdir sh; do cp /tmp/evil"
            + " /tmp/bin/$p; done");
  }

  @AfterAll
  static void end() {
    if (world != null) {
      world.close();
    }
  }

  @BeforeEach
  void forgetSessions() {
    world.host.shell("rm -rf /tmp/seen /var/cache/asrole/* /var/log/sudo-io");
  }

  private static Map<String, String> hostile() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String name : List.of("BASH_ENV", "ENV", "KSH_ENV")) {
      variables.put(name, "/tmp/evil");
    }
    for (String function : List.of("cd", "exec", "readlink", "umask", "/usr/bin/readlink")) {
      variables.put("BASH_FUNC_" + function + "%%", "() { /tmp/evil; }");
    }
    variables.put("SHELLOPTS", "xtrace:noexec");
    variables.put("BASHOPTS", "extdebug");
    variables.put("PS4", "$(/tmp/evil)");
    variables.put("IFS", "/");
    variables.put("CDPATH", "/tmp");
    variables.put("PATH", "/tmp/bin:/usr/bin:/bin");
    for (String name :
        List.of("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_STATE_HOME", "JAVA_HOME", "CLASSPATH")) {
      variables.put(name, "/tmp/bin");
    }
    for (String name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
      variables.put(name, "-XX:OnOutOfMemoryError=/tmp/evil -javaagent:/tmp/x.jar");
    }
    for (String name :
        List.of(
            "AWS_ENDPOINT_URL",
            "AWS_ENDPOINT_URL_STS",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "HTTP_PROXY",
            "https_proxy")) {
      variables.put(name, "http://127.0.0.1:1/");
    }
    for (String name : List.of("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CA_BUNDLE")) {
      variables.put(name, "/tmp/evil");
    }
    for (String name :
        List.of(
            "AWS_PROFILE",
            "AWS_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_ROLE_SESSION_NAME",
            "ASROLE_ROLE",
            "ASROLE_AGENT",
            "LC_ALL",
            "LANG",
            "TZ")) {
      variables.put(name, "bob");
    }
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    variables.put("MALLOC_PERTURB_", "7");
    variables.put("POSIXLY_CORRECT", "1");
    return variables;
  }

  private static Result call(Map<String, String> environment, List<String> options) {
    List<String> words = new ArrayList<>(List.of("/usr/bin/sudo", "-n", "-u", "asrole"));
    words.addAll(options);
    words.addAll(List.of(GuardedWorld.GRANT, "ReadLogs"));
    return world.host.start("alice", environment, words.toArray(String[]::new)).result();
  }

  private static void assertNothingRan() {
    assertEquals("", world.host.shell("cat /tmp/seen 2>/dev/null || :"));
  }

  /** Gives the world another shell as /bin/sh, or back its own. */
  private static void useShell(String shell) {
    world.host.shell(
        "umount $(readlink -f /bin/sh) 2>/dev/null || :; mount --bind /usr/bin/"
            + shell
            + " $(readlink -f /bin/sh)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash"})
  void givesTheCallersOwnSessionWhateverVariablesCarelessRulesLetThrough(String shell) {
    useShell(shell);
    world.host.write("/etc/sudoers.d/asrole", RULE + "SETENV: ALL\n", "root:root", "440");
    for (String defaults :
        List.of("Defaults setenv, !env_reset\n", "Defaults setenv, env_keep += \"*\"\n")) {
      forgetSessions();
      world.sudoers(defaults);
      assertSessionOf("alice", call(hostile(), List.of("-E")));
      List<String> words = new ArrayList<>();
      hostile().forEach((name, value) -> words.add(name + "=" + value));
      forgetSessions();
      assertSessionOf("alice", call(Map.of(), words));
      assertNothingRan();
    }
    useShell("dash");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void letsNoCallerSetVariablesWhereTheDefaultsOfTheProgramStandEvenWithoutTags(boolean tags) {
    String rules = tags ? setup : setup.replaceAll("(NOSETENV|NOLOG_(IN|OUT)PUT): ?", "");
    world.host.write("/etc/sudoers.d/asrole", rules, "root:root", "440");
    world.sudoers(CARELESS);
    for (String word : List.of("SUDO_UID=1002", "LD_PRELOAD=/tmp/evil", "LD_AUDIT=/tmp/evil")) {
      assertRefusedBySudo(call(Map.of(), List.of(word)));
    }
    assertRefusedBySudo(call(Map.of(), List.of("-E")));
    assertSessionOf("alice", call(hostile(), List.of()));
    assertNothingRan();
  }

  @Test
  void leavesNoSecretInTheLogsOfSudo() {
    world.host.write("/etc/sudoers.d/asrole", setup, "root:root", "440");
    world.sudoers(CARELESS + "bob ALL=(root) NOPASSWD: /bin/echo\n");
    Result granted = call(Map.of(), List.of());
    assertSessionOf("alice", granted);
    String secret = granted.out().replaceAll("(?s).*\"SecretAccessKey\":\"([^\"]*)\".*", "$1");
    assertFalse(secret.isEmpty() || secret.contains("\""));
    // The logs of sudo keep the output of other programs.
    assertEquals("seen\n", world.host.run("bob", "sudo", "-n", "echo", "seen").out());
    String logs = "find /var/log -type f -exec sh -c 'zcat -f \"$1\"' sh {} \\;";
    String logged = world.host.shell(logs);
    assertTrue(logged.contains("seen"), logged);
    assertFalse(logged.contains(secret), logged);
  }
}
