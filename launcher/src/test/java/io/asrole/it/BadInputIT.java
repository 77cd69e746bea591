// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.Refusals.assertRefuses;
import static io.asrole.it.Refusals.assertStarts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines that cannot be meant: one line, exit status 125, and AWS not asked. */
class BadInputIT {
  private static final String HELP = "; see asrole exec --help";
  private static final String NO_COMMAND = "no command: asrole [OPTIONS] ROLE -- COMMAND [ARG...]";
  private static final String NO_ROLE_NAME =
      "': expected a role ARN, a profile with role_arn, or a role name with its path if it"
          + " has one (letters, digits and _+=,.@-)";
  private static final String NO_DURATION =
      "' is not a duration: give seconds, or a number with s, m or h, at most 12h";

  private static final String NOT_FIRST =
      "' is a subcommand and must come first; to run a role named '";

  private static String help(String subcommand) {
    return "; see asrole " + subcommand + " --help";
  }

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  static Stream<Arguments> commandLines() {
    return Stream.of(
        line("missing required parameter: 'ROLE'" + HELP, "--"),
        line("missing required parameter: 'ROLE'" + HELP, "--debug"),
        line("missing required parameter: 'ROLE'" + HELP, "exec", "--"),
        line("unknown option: '--bogus'" + HELP, "--bogus"),
        line("unknown option: '--bogus'" + HELP, "--bogus", "Role", "--", "true"),
        line("unknown option: '--bogus=3'" + HELP, "--bogus=3", "Role", "--", "true"),
        line("unknown option: '-x'" + HELP, "-x"),
        line(
            "unknown option: '--debugg'; did you mean '--debug'?",
            "--debugg",
            "Role",
            "--",
            "true"),
        line("unknown option: '--versoin'; did you mean '--version'?", "--versoin"),
        line("unknown option: '--agent-jr'; did you mean '--agent-jar'?", "--agent-jr"),
        line("unknown option: '--bogus'" + HELP, "exec", "--bogus"),
        line("unknown option: '--bogus'" + help("credentials"), "credentials", "--bogus"),
        line("unknown option: '--bogus'" + help("status"), "status", "--bogus"),
        line(
            "unknown option: '--regoin=x'; did you mean '--region'?",
            "credentials",
            "--regoin=x",
            "Role"),
        line(NO_COMMAND + "; the subcommand: asrole status", "statsu"),
        line(NO_COMMAND + "; 'shell' is not a subcommand, use: asrole --shell ROLE", "shell"),
        line(
            "unknown option: '--profile'; give the profile as an argument: asrole prod -- COMMAND",
            "--profile",
            "prod",
            "--",
            "true"),
        line(
            "unknown option: '--role-arn=a:b'; give the role as an argument: asrole credentials"
                + " a:b",
            "credentials",
            "--role-arn=a:b"),
        line(
            "unknown option: '--role'; give the role as an argument: asrole attach PID ROLE",
            "attach",
            "7",
            "--role"),
        line("unknown option: '--profile'" + help("status"), "status", "--profile", "x"),
        line(
            "'arn:aws-cn:sts::123456789012:assumed-role/R/S' is the ARN of a role session, not of a"
                + " role: use arn:aws-cn:iam::123456789012:role/R (with its path, if the role has"
                + " one)",
            "arn:aws-cn:sts::123456789012:assumed-role/R/S",
            "true"),
        line("unexpected argument: 'b'" + help("credentials"), "credentials", "a", "b"),
        line("unexpected argument: 'x'" + help("status"), "status", "x"),
        line("missing required parameter for option '--region' (REGION)" + HELP, "--region"),
        line(
            "option '--region' (REGION) should be specified only once" + HELP,
            "--region",
            "a",
            "--region",
            "b",
            "Role",
            "--",
            "true"),
        line(
            "invalid value for option '--format': expected one of [process, env, fish, powershell, json,"
                + " dotenv]"
                + " but was 'xml'"
                + help("credentials"),
            "credentials",
            "--format",
            "xml",
            "Role"),
        line(
            "value for option '--tag' (KEY=VALUE) should be in KEY=VALUE format but was x" + HELP,
            "--tag",
            "x",
            "Role",
            "--",
            "true"),
        line(
            "--shell opens your own shell: leave out --shell, or the command",
            "--shell",
            "R",
            "true"),
        line("forget needs a role: asrole forget ROLE, or asrole forget --all", "forget"),
        line("--all already includes x: leave out --all, or x", "forget", "--all", "x"),
        line("--list lists every JVM: leave out --list, or 7", "attach", "--list", "7"),
        line(
            "--duration: AWS accepts 900 (15m) to 43200 seconds (12h), not 2; a number without"
                + " unit is seconds",
            "--duration",
            "2",
            "Role",
            "true"),
        line("malformed --account '12': it is not 12 digits", "setup", "--account=12", "Role"),
        line(
            "'whoami" + NOT_FIRST + "whoami': asrole exec [OPTIONS] whoami -- COMMAND",
            "--debug",
            "whoami",
            "Role"),
        line(
            "'exec" + NOT_FIRST + "exec': asrole exec [OPTIONS] exec -- COMMAND",
            "--region",
            "x",
            "exec",
            "Role",
            "--",
            "true"),
        line(NO_COMMAND, "Deploy"),
        line(NO_COMMAND, "Deploy", "--"),
        line(NO_COMMAND, "--debug", "Role", "--"),
        line(NO_COMMAND, "exec", "Role"),
        line(
            "unexpected option '--debug' after ROLE: put options before ROLE and the command after"
                + " --",
            "Deploy",
            "--debug",
            "--",
            "true"),
        line(
            "unexpected option '-x' after ROLE: put options before ROLE and the command after --",
            "--region",
            "us-east-1",
            "Role",
            "-x"),
        line(
            "the role is empty: give a role ARN, a profile that has role_arn, or a role name",
            "",
            "--",
            "true"),
        line("malformed role 'a b" + NO_ROLE_NAME, "a b", "--", "true"),
        line("malformed role 'a/" + NO_ROLE_NAME, "a/", "--", "true"),
        line("malformed role 'a;b" + NO_ROLE_NAME, "a;b", "--", "true"),
        line("malformed role 'one two" + NO_ROLE_NAME, "one\ntwo", "--", "true"),
        line("malformed role '123456789012:" + NO_ROLE_NAME, "123456789012:", "--", "true"),
        line("malformed role '1234:x': the account '1234' is not 12 digits", "1234:x", "true"),
        line(
            "malformed ARN 'arn:aws': expected arn:PARTITION:iam::ACCOUNT:role/NAME",
            "arn:aws",
            "true"),
        line(
            "malformed ARN 'arn:aws:iam::123456789012:role/a b': it holds a space or a control"
                + " character",
            "arn:aws:iam::123456789012:role/a b",
            "true"),
        line(
            "malformed ARN 'arn:aws:iam::1:role': AWS accepts 20 to 2048 characters",
            "arn:aws:iam::1:role",
            "true"),
        line("--duration: 'x" + NO_DURATION, "--duration", "x", "Role", "true"),
        line("--duration: '-5" + NO_DURATION, "--duration", "-5", "Role", "true"),
        line("--duration: '1d" + NO_DURATION, "--duration", "1d", "Role", "true"),
        line("--duration: '9999999999h" + NO_DURATION, "--duration", "9999999999h", "Role", "true"),
        line(
            "unknown source 'x': give auto, instance, container, environment, grant or"
                + " profile:NAME",
            "--source",
            "x",
            "Role",
            "true"),
        line(
            "--source names the profile 'x', which is not in /dev/null or /dev/null",
            "--source",
            "profile:x",
            "Role",
            "true"),
        line(
            "malformed region 'a b': expected one such as eu-central-1",
            "--region",
            "a b",
            "Role",
            "true"),
        line(
            "value for option '--tag' (KEY=VALUE) should be in KEY=VALUE format but was ''" + HELP,
            "--tag",
            "",
            "Role",
            "true"),
        line("option '--tag' has an empty KEY: '=v'" + HELP, "--tag", "=v", "Role", "true"),
        line(
            "cannot read --policy file:///nonexistent: No such file or directory",
            "--policy",
            "file:///nonexistent",
            "Role",
            "true"),
        line(
            "cannot read --policy file:///: Is a directory",
            "--policy",
            "file:///",
            "Role",
            "true"));
  }

  @ParameterizedTest
  @MethodSource("commandLines")
  void isToldInOneLine(String sentence, List<String> arguments) {
    Result result = AsRole.in(aws, home).run(arguments.toArray(String[]::new));
    assertEquals(new Result(125, "", "asrole: " + sentence + "\n"), result);
    assertEquals(0, aws.counters().calls("imds"));
    assertEquals(0, aws.counters().calls("sts"));
  }

  @Test
  void isToldTheTwoThingsThatMostPeopleWantWhereThereIsNone() {
    String text =
        """
        asrole: nothing to do
          asrole ROLE -- COMMAND    run a command as a role
          asrole --help             list the subcommands
        """;
    assertEquals(new Result(125, "", text), AsRole.in(aws, home).run());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void isHelpedOnOneScreen(String option) {
    Result result = AsRole.in(aws, home).run(option);
    assertEquals(new Result(0, result.out(), ""), result);
    List<String> lines = result.out().lines().toList();
    assertTrue(lines.size() <= 24, () -> lines.size() + " lines");
    assertEquals(List.of(), lines.stream().filter(line -> line.length() > 80).toList());
    for (String subcommand : List.of("exec", "credentials", "whoami", "status", "forget")) {
      assertTrue(result.out().matches("(?s).* " + subcommand + " +[A-Z].*"), subcommand);
    }
  }

  @Test
  void printsTheUsageWhereHelpIsAskedForNoSubcommand() {
    AsRole asrole = AsRole.in(aws, home);
    String usage = asrole.run("--help").out();
    String no =
        "asrole: 'frob' is not a subcommand; to run it as a role named 'help': asrole help --"
            + " frob\n";
    assertEquals(new Result(125, usage, no), asrole.run("help", "frob"));
    assertEquals(new Result(0, usage, ""), asrole.run("help", "help"));
    assertEquals(0, aws.counters().calls("imds"));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void isToldAlikeBothWays(Way way) {
    AsRole asrole = AsRole.in(aws, home).by(way);
    assertRefuses("unknown option: '--bogus'" + HELP, asrole, List.of("--bogus", "Role"));
    assertRefuses("malformed role 'a b" + NO_ROLE_NAME, asrole, List.of("a b"));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void takesArgumentsThatOtherProgramsReadFilesFor(Way way) throws IOException {
    Path file = Files.writeString(home.resolve("arguments"), "--region one two");
    Result result =
        AsRole.in(aws, home)
            .by(way)
            .run(
                "--region",
                "us-east-1",
                "ExampleAssumedRole",
                "--",
                "echo",
                "@" + file,
                "--",
                "$x");
    assertEquals(new Result(0, "@" + file + " -- $x\n", ""), result);
  }

  @Test
  void readsNoMoreOfAPolicyThanCanBeMeant() {
    Result result =
        AsRole.in(aws, home)
            .run("--policy", "file:///dev/zero", "ExampleAssumedRole", "--", "true");
    assertEquals(125, result.exitCode());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  @Test
  void startsWhatItIsGivenOtherwise() {
    assertStarts(AsRole.in(aws, home), "--duration", "15m", "ExampleAssumedRole");
  }

  private static Arguments line(String sentence, String... arguments) {
    return Arguments.of(sentence, List.of(arguments));
  }
}
