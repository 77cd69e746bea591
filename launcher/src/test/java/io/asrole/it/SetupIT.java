// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code setup} prints is enough for a start, and no part of it too much. */
class SetupIT {
  private static final String ELSEWHERE = "210987654321";
  private static final String AUDIT = ELSEWHERE + ":team/x/Audit";
  private static final List<String> ALL =
      List.of(
          "--external-id=7f3a",
          "--role-session-name=nightly",
          "--source-identity=alice",
          "--tag=team=blue",
          "--transitive-tag=team");

  /** An instance that nobody has set up. */
  private static final SandboxOptions BARE =
      SandboxOptions.defaults()
          .withWorld(
              World.parse(
                  """
                  {"account": "123456789012", "partition": "aws", "region": "us-east-1",
                   "instance": {"id": "i-0123456789abcdef0"}, "roles": []}\
                  """));

  @TempDir Path home;

  @Test
  void isEnoughInOneAccount() throws IOException {
    assertEquals(0, start(world(commands("Audit"), "123456789012", -1), List.of(), "Audit"));
  }

  @Test
  void isEnoughAcrossAccountsWithAllThatAStartCanSend() throws IOException {
    List<List<String>> commands = commands(AUDIT, ALL);
    assertEquals(0, start(world(commands, ELSEWHERE, -1), ALL, AUDIT));
    for (int without = 0; without < commands.size(); without++) {
      String left = commands.get(without).toString();
      assertEquals(125, start(world(commands, ELSEWHERE, without), ALL, AUDIT), left);
    }
    SandboxOptions whole = world(commands, ELSEWHERE, -1);
    for (String option : ALL.subList(0, 4)) {
      List<String> less = new ArrayList<>(ALL);
      less.remove(option);
      // A tag that is not sent cannot be transitive.
      less.removeIf(other -> option.startsWith("--tag") && other.startsWith("--transitive"));
      assertEquals(125, start(whole, less, AUDIT), "without " + option);
      less.add(option + "x");
      assertEquals(125, start(whole, less, AUDIT), "with " + option + "x");
    }
    List<String> more = new ArrayList<>(ALL);
    more.add("--tag=another=tag");
    assertEquals(125, start(whole, more, AUDIT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--source-identity=alice", "--tag=team=blue"})
  void allowsNothingThatItWasNotAskedFor(String option) throws IOException {
    SandboxOptions plain = world(commands(AUDIT), ELSEWHERE, -1);
    assertEquals(0, start(plain, List.of(), AUDIT));
    assertEquals(125, start(plain, List.of(option), AUDIT));
  }

  @Test
  void saysWhichNamesItCannotKnow() {
    try (Sandbox aws = Sandbox.start(BARE)) {
      AsRole asrole = AsRole.in(aws, home).with("AWS_EC2_METADATA_DISABLED", "true");
      Result result = asrole.run("setup", "Audit");
      assertEquals(
          "asrole: warning: unknown here; replace these words in the output: ACCOUNT (--account),"
              + " INSTANCE_ID (--instance-id), INSTANCE_ROLE (--instance-role): cannot read instance"
              + " metadata: AWS_EC2_METADATA_DISABLED=true is set; unset it, or give another"
              + " --source\n",
          result.err());
      assertTrue(result.out().contains("arn:aws:iam::ACCOUNT:role/INSTANCE_ROLE"), result::out);
      Result named =
          asrole.run(
              "setup",
              "--account=123456789012",
              "--instance-id=i-0123456789abcdef0",
              "--instance-role=ExampleRole",
              "Audit");
      assertEquals(new Result(0, named.out(), ""), named);
      assertEquals(0, aws.counters().calls("imds"));
      assertEquals(0, aws.counters().calls("sts"));
    }
  }

  @Test
  void refusesWhatIsNoRole() {
    try (Sandbox aws = Sandbox.start(BARE)) {
      String user = "arn:aws:iam::123456789012:user/alice";
      assertEquals(
          new Result(
              125,
              "",
              "asrole: "
                  + user
                  + " is not the ARN of a role: expected arn:PARTITION:iam::ACCOUNT:role/NAME\n"),
          AsRole.in(aws, home).run("setup", user));
    }
  }

  @Test
  void isEnoughAsATemplateOfCloudFormation() throws IOException {
    List<List<String>> commands = new ArrayList<>(commands(AUDIT, ALL));
    // CloudFormation cannot do this to an instance that it did not make.
    commands.removeIf(command -> !command.contains("associate-iam-instance-profile"));
    assertEquals(1, commands.size());
    try (Sandbox aws = Sandbox.start(BARE)) {
      List<String> arguments = new ArrayList<>(List.of("setup", "--as=cloudformation"));
      arguments.add("--instance-role=ExampleRole");
      arguments.addAll(ALL);
      arguments.add(AUDIT);
      Result printed = AsRole.in(aws, home).run(arguments.toArray(String[]::new));
      assertEquals(new Result(0, printed.out(), ""), printed);
      commands.addAll(0, new CloudFormationTemplate(printed.out()).commands());
    }
    assertEquals(0, start(world(commands, ELSEWHERE, -1), ALL, AUDIT));
  }

  private List<List<String>> commands(String role) throws IOException {
    return commands(role, List.of());
  }

  /** The words of each command that is printed, as a shell reads them. */
  private List<List<String>> commands(String role, List<String> options) throws IOException {
    try (Sandbox aws = Sandbox.start(BARE)) {
      AsRole asrole = AsRole.in(aws, home);
      List<String> arguments = new ArrayList<>(List.of("setup", "--instance-role=ExampleRole"));
      arguments.addAll(options);
      arguments.add(role);
      Result printed = asrole.run(arguments.toArray(String[]::new));
      assertEquals(new Result(0, printed.out(), ""), printed);
      Path calls = Files.createTempDirectory(home, "calls");
      String recorder =
          "aws() { for word; do printf '%s\\0' \"$word\"; done >\""
              + calls
              + "/$((n = n + 1))\"; }\n";
      Running shell = asrole.startOther("sh", "-euc", "n=10\n" + recorder + printed.out());
      assertEquals(new Result(0, "", ""), shell.result());
      List<List<String>> commands = new ArrayList<>();
      try (Stream<Path> files = Files.list(calls)) {
        for (Path call : files.sorted().toList()) {
          commands.add(List.of(Files.readString(call).split("\0")));
        }
      }
      assertEquals(6, commands.size());
      return commands;
    }
  }

  private static SandboxOptions world(List<List<String>> commands, String account, int without) {
    RecordedIam iam = new RecordedIam(account);
    for (int i = 0; i < commands.size(); i++) {
      if (i != without) {
        iam.run(commands.get(i));
      }
    }
    return iam.world();
  }

  private int start(SandboxOptions world, List<String> options, String role) {
    try (Sandbox aws = Sandbox.start(world)) {
      List<String> arguments = new ArrayList<>(List.of("exec"));
      arguments.addAll(options);
      arguments.addAll(List.of(role, "--", "true"));
      return AsRole.in(aws, home).run(arguments.toArray(String[]::new)).exitCode();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --instance-role=a b           | --instance-role 'a b'
          --instance-role=x; touch y    | --instance-role 'x; touch y'
          --instance-role=team/         | --instance-role 'team/'
          --instance-id=i-bogus         | --instance-id 'i-bogus'
          --partition=bogus             | --partition 'bogus'
          --external-id=x               | external ID 'x'
          --external-id=a b             | external ID 'a b'
          --role-session-name=a b       | role session name 'a b'
          --source-identity=a/b         | source identity 'a/b'
          --tag=a*=b                    | tag key 'a*'
          --tag=a=b*                    | tag value 'b*'
          --transitive-tag=a*           | tag key 'a*'
          --policy={                    | --policy '{'
          --policy=[]                   | --policy '[]'
          --policy-arn=a b              | --policy-arn 'a b'
          --region=bogus                | region 'bogus'
          """)
  void refusesAValueThatAwsWouldRefuse(String option, String what) {
    try (Sandbox aws = Sandbox.start(BARE)) {
      assertRefusesMalformed(what, AsRole.in(aws, home).run("setup", option, "Audit"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::123456789012:role/x;id",
        "arn:aws:iam::1234:role/Audit",
        "arn:bogus:iam::123456789012:role/Audit"
      })
  void refusesTheArnOfNoRole(String arn) {
    try (Sandbox aws = Sandbox.start(BARE)) {
      assertRefusesMalformed("ARN '" + arn + "'", AsRole.in(aws, home).run("setup", arn));
    }
  }

  private static void assertRefusesMalformed(String what, Result result) {
    assertEquals(new Result(125, "", result.err()), result);
    assertTrue(
        result.err().startsWith("asrole: malformed " + what + ": expected "), result::toString);
    assertEquals(1, result.err().lines().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--instance-role=/team/x/Example",
        "--instance-id=i-01234567",
        "--partition=aws-iso-b",
        "--partition=aws-eusc",
        "--external-id=a:b/c",
        "--tag=Cost Center=",
        "--policy={\"Version\": \"2012-10-17\"}",
        "--policy-arn=job-function/ViewOnlyAccess",
        "--policy-arn=arn:aws-cn:iam::123456789012:policy/p/Q",
        "--region=us-gov-west-1",
        "--region=eusc-de-east-1"
      })
  void acceptsWhatAwsAccepts(String option) {
    try (Sandbox aws = Sandbox.start(BARE)) {
      Result result = AsRole.in(aws, home).run("setup", "--instance-role=ExampleRole", "Audit");
      Result with =
          option.startsWith("--instance-role")
              ? AsRole.in(aws, home).run("setup", option, "Audit")
              : AsRole.in(aws, home).run("setup", "--instance-role=ExampleRole", option, "Audit");
      assertEquals(new Result(0, with.out(), result.err()), with);
      assertFalse(with.out().contains("//"), with::out);
    }
  }

  @Test
  void refusesTheInstancesOwnRole() {
    try (Sandbox aws = Sandbox.start()) {
      assertEquals(
          new Result(
              125,
              "",
              "asrole: ExampleRole is this instance's own role: commands have it without asrole\n"),
          AsRole.in(aws, home).run("setup", "ExampleRole"));
    }
  }
}
