// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Tab makes of the beginning of a line: {@code typed|completed|}. */
class CompletionIT {
  @TempDir Path home;

  @BeforeEach
  void furnish() throws IOException {
    Path aws = Files.createDirectory(home.resolve(".aws"));
    Files.writeString(
        aws.resolve("config"),
        """
        [default]
        region = eu-west-1
        [profile deploy]
        role_arn = arn:aws:iam::123456789012:role/Deploy
        [ profile  blue:team ] # with a colon
        role_arn=arn:aws:iam::123456789012:role/Blue
        [profile keys]
        # role_arn = of a comment
        aws_access_key_id = AKIAEXAMPLE
        [sso-session portal]
        role_arn = of no profile
        [profile evil$(touch touched)`touch touched`]
        role_arn = of no profile
        [profile last]
        role_arn = not ended by a line break""");
    Files.writeString(aws.resolve("credentials"), "[stored]\naws_access_key_id = AKIAEXAMPLE\n");
    Path store = Files.createDirectories(home.resolve(".cache/asrole"));
    for (String role :
        List.of("Started", "210987654321:Other", "arn:aws:iam::1:role%x%Long", "team%x%Path")) {
      Files.createFile(store.resolve(role + ".warm"));
    }
    Files.createFile(store.resolve("Refused.refused"));
    Files.createFile(home.resolve("quietly"));
    Path bin = Files.createDirectory(home.resolve("bin"));
    for (String program : List.of("asrole", "asrole-sandbox", "java", "pour")) {
      Path file = Files.writeString(bin.resolve(program), "#!/bin/sh\ntouch \"$HOME/touched\"\n");
      assertTrue(file.toFile().setExecutable(true));
    }
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void completesSubcommands(Shell shell) throws IOException {
    check(
        shell,
        "asrole cred|asrole credentials |",
        "asrole e|asrole exec |",
        "asrole do|asrole doctor |",
        "asrole ro|asrole roles |",
        "asrole det|asrole detach |",
        "asrole-sandbox worl|asrole-sandbox world |");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void knowsRoles(Shell shell) throws IOException {
    check(
        shell,
        "asrole dep|asrole deploy |",
        "asrole doctor d|asrole doctor deploy |",
        "asrole la|asrole last |",
        "asrole blue|asrole blue:team |",
        "asrole blue:t|asrole blue:team |",
        "asrole Sta|asrole Started |",
        "asrole 21|asrole 210987654321:Other |",
        "asrole 210987654321:O|asrole 210987654321:Other |",
        "asrole arn:aws:i|asrole arn:aws:iam::1:role/x/Long |",
        "asrole team/|asrole team/x/Path |",
        "asrole exec d|asrole exec deploy |",
        "asrole attach 1 d|asrole attach 1 deploy |",
        "asrole exec cred|asrole exec cred|",
        "asrole --debug d|asrole --debug deploy |",
        "asrole --debug cred|asrole --debug cred|",
        "asrole --duration 15m d|asrole --duration 15m deploy |",
        "asrole --duration=15m d|asrole --duration=15m deploy |",
        "asrole -- d|asrole -- deploy |",
        "asrole credentials --format env blue:|asrole credentials --format env blue:team |",
        "asrole whoami d|asrole whoami deploy |",
        "asrole forget d|asrole forget deploy |",
        "asrole forget deploy d|asrole forget deploy d|",
        "asrole status d|asrole status d|");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void takesOnlyProfilesThatHaveRoleArnForRoles(Shell shell) throws IOException {
    check(
        shell,
        Stream.of("def", "key", "sto", "port", "evi", "Refu")
            .map(name -> "asrole whoami " + name + "|asrole whoami " + name + "|")
            .toArray(String[]::new));
    assertFalse(Files.exists(home.resolve("touched")), "something was run");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void knowsOptionsAndTheirValues(Shell shell) throws IOException {
    check(
        shell,
        "asrole --vers|asrole --version |",
        "asrole --agent-|asrole --agent-jar |",
        "asrole whoami --js|asrole whoami --json |",
        "asrole whoami deploy --js|asrole whoami deploy --json |",
        "asrole exec --js|asrole exec --js|",
        "asrole forget --al|asrole forget --all |",
        "asrole credentials --format e|asrole credentials --format env |",
        "asrole credentials --format=e|asrole credentials --format=env |",
        "asrole --source ins|asrole --source instance |",
        "asrole --source=ins|asrole --source=instance |",
        "asrole --source profile:k|asrole --source profile:keys |",
        "asrole --source profile:sto|asrole --source profile:stored |",
        "asrole --source=profile:blue:t|asrole --source=profile:blue:team |",
        "asrole --region d|asrole --region d|",
        "asrole-sandbox --tl|asrole-sandbox --tls |",
        "asrole-sandbox --imds of|asrole-sandbox --imds off |",
        "asrole-sandbox --world quie|asrole-sandbox --world quietly |");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void completesProcessIdsOfJvmsWithoutAsrolesOwn(Shell shell) throws IOException {
    Process jvm = runAsJava("com.example.Service");
    Process own = runAsJava("io.asrole.Main");
    try {
      List<String> lines = new ArrayList<>();
      for (String call : List.of("attach", "attach --scope all", "detach")) {
        lines.add("asrole %s %d|asrole %1$s %2$d |".formatted(call, jvm.pid()));
      }
      // fish may complete text that is no beginning of a value, from the value's description.
      if (shell != Shell.FISH) {
        lines.add("asrole detach %d|asrole detach %1$d|".formatted(own.pid()));
      }
      check(shell, lines.toArray(String[]::new));
    } finally {
      jvm.destroy();
      own.destroy();
    }
  }

  /** A process that /proc shows as {@code java MAIN_CLASS}: a shell of that name reads a script. */
  private Process runAsJava(String mainClass) throws IOException {
    Path folder = Files.createDirectories(home.resolve("jvm"));
    Path java = folder.resolve("java");
    if (!Files.exists(java)) {
      Files.copy(Path.of("/bin/sh").toRealPath(), java);
    }
    Files.writeString(folder.resolve(mainClass), "echo started; read line");
    Process process =
        new ProcessBuilder(java.toString(), mainClass).directory(folder.toFile()).start();
    assertEquals("started", process.inputReader().readLine());
    return process;
  }

  @Test
  void fishShowsTheTextOfEachValueAndTheKindOfEachRole() throws IOException {
    assertEquals(
        List.of(
            "process\tfor credential_process in the AWS config file",
            "json\tas aws sts assume-role prints it"),
        candidates("asrole credentials --format ").stream()
            .filter(line -> line.startsWith("process") || line.startsWith("json"))
            .sorted(Comparator.reverseOrder())
            .toList());
    assertTrue(candidates("asrole whoami dep").contains("deploy\tprofile"));
    assertTrue(candidates("asrole whoami Sta").contains("Started\trole started before"));
  }

  @Test
  void zshShowsTheTextOfEachValue() throws IOException {
    try (Completer terminal = new Completer(Shell.ZSH, "", home)) {
      terminal.complete("asrole credentials --format ");
      awaitShown(terminal, "process", "for credential_process in the AWS config file");
      awaitShown(terminal, "json", "as aws sts assume-role prints it");
      terminal.complete("asrole --source=");
      awaitShown(terminal, "instance", "the instance profile");
      awaitShown(terminal, "profile:stored", "that profile of the AWS files");
    }
  }

  private static void awaitShown(Completer terminal, String value, String text) {
    terminal.awaitShown(Pattern.compile("(?m)^.*" + value + " .*-- " + text + "\\b"));
  }

  /** What fish offers behind that text. */
  private List<String> candidates(String typed) throws IOException {
    assumeTrue(Shell.FISH.isInstalled(), "SKIPPED: fish is not installed");
    String script =
        "source '%s'; complete -C '%s'"
            .formatted(Path.of("target/share/completions/asrole.fish").toAbsolutePath(), typed);
    ProcessBuilder fish = new ProcessBuilder("/usr/bin/fish", "--no-config", "-c", script);
    fish.environment().clear();
    fish.environment().put("HOME", home.toString());
    fish.environment().put("PATH", "/usr/bin:/bin");
    fish.environment().put("LANG", "C.UTF-8");
    return fish.redirectErrorStream(true).start().inputReader().lines().toList();
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void goesOnToTheValueOfAnOption(Shell shell) throws IOException {
    String next = shell == Shell.ZSH ? "=" : " ";
    check(
        shell,
        "asrole --dur|asrole --duration" + next + "|",
        "asrole exec --trans|asrole exec --transitive-tag" + next + "|");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void knowsCommandsBehindTheRole(Shell shell) throws IOException {
    check(
        shell,
        "asrole deploy pou|asrole deploy pour |",
        "asrole deploy -- pou|asrole deploy -- pour |",
        "asrole 210987654321:Other pou|asrole 210987654321:Other pour |",
        "asrole exec status -- pou|asrole exec status -- pour |",
        "asrole --source=profile:keys deploy pou|asrole --source=profile:keys deploy pour |",
        "asrole -- deploy -- pou|asrole -- deploy -- pour |",
        "asrole-sandbox pou|asrole-sandbox pour |",
        "asrole-sandbox --tls -- pou|asrole-sandbox --tls -- pour |");
  }

  @ParameterizedTest
  @EnumSource(
      value = Shell.class,
      names = {"BASH", "ZSH", "FISH"})
  void leavesTheRestToTheCommandsOwnCompletion(Shell shell) throws IOException {
    check(
        shell,
        "asrole deploy pour qui|asrole deploy pour quickly |",
        "asrole deploy -- pour qui|asrole deploy -- pour quickly |",
        "asrole 210987654321:Other -- pour qui|asrole 210987654321:Other -- pour quickly |",
        "asrole --region=x --debug deploy pour slowly qui"
            + "|asrole --region=x --debug deploy pour slowly quickly |",
        "asrole Started -- asrole cred|asrole Started -- asrole credentials |",
        "asrole-sandbox --imds off asrole deploy -- pour qui"
            + "|asrole-sandbox --imds off asrole deploy -- pour quickly |");
  }

  @ParameterizedTest
  @EnumSource(
      value = Shell.class,
      names = {"BASH_ALONE", "BASH_WITHOUT_BREAKS"})
  void completesFilesWhereNothingKnowsTheCommand(Shell shell) throws IOException {
    check(shell, "asrole deploy -- pour qui|asrole deploy -- pour quietly |");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void readsTheFilesThatTheVariablesName(Shell shell) throws IOException {
    Files.writeString(home.resolve("other"), "[profile elsewhere]\nrole_arn = x\n");
    Files.createDirectories(home.resolve("cache/asrole"));
    Files.createFile(home.resolve("cache/asrole/Cached.warm"));
    String there = shell == Shell.FISH ? "set -gx %s %s/%s\n" : "export %s=%s/%s\n";
    checkWith(
        there.formatted("AWS_CONFIG_FILE", home, "other")
            + there.formatted("XDG_CACHE_HOME", home, "cache"),
        shell,
        "asrole else|asrole elsewhere |",
        "asrole Cach|asrole Cached |",
        "asrole deplo|asrole deplo|",
        "asrole --source profile:sto|asrole --source profile:stored |");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void livesWithoutAnyFile(Shell shell) throws IOException {
    checkWith(
        shell == Shell.FISH ? "set -gx HOME /nowhere\n" : "HOME=/nowhere\n",
        shell,
        "asrole cred|asrole credentials |",
        "asrole deplo|asrole deplo|");
  }

  private void check(Shell shell, String... lines) throws IOException {
    checkWith("", shell, lines);
  }

  private void checkWith(String settings, Shell shell, String... lines) throws IOException {
    List<String> completed = new ArrayList<>();
    try (Completer terminal = new Completer(shell, settings, home)) {
      for (String line : lines) {
        String typed = line.substring(0, line.indexOf('|'));
        completed.add(typed + "|" + terminal.complete(typed));
      }
    }
    assertEquals(String.join("\n", lines), String.join("\n", completed));
  }
}
