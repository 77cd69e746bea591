// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each option that shapes a role session arrives at STS as the parameter of its name. */
class AssumeRoleParametersIT {
  private static final String ROLE = "arn:aws:iam::123456789012:role/Worker";
  private static final String POLICY =
      "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
          + "\"Resource\":\"*\"}}";

  @AutoClose
  final Sandbox aws =
      Sandbox.start(
          Worlds.withRoles(Worlds.role(ROLE, "arn:aws:iam::123456789012:role/ExampleRole")));

  @TempDir Path home;

  @Test
  void sendsNothingThatWasNotAskedFor() {
    assertEquals(Map.of("RoleArn", ROLE, "DurationSeconds", "3600"), sentBeside("RoleSessionName"));
  }

  @Test
  void namesTheSessionAfterUserAndInstance() {
    sentBeside();
    String name = aws.counters().lastAssumeRole().get("RoleSessionName");
    assertEquals(System.getProperty("user.name") + "@i-0123456789abcdef0", name);
  }

  @Test
  void sendsEveryOption() {
    assertEquals(
        Map.ofEntries(
            Map.entry("RoleArn", ROLE),
            Map.entry("DurationSeconds", "1800"),
            Map.entry("RoleSessionName", "deploy-7"),
            Map.entry("ExternalId", "shared:secret/1"),
            Map.entry("SourceIdentity", "alice"),
            Map.entry("Tags.member.1.Key", "team"),
            Map.entry("Tags.member.1.Value", "a=b c"),
            Map.entry("Tags.member.2.Key", "project"),
            Map.entry("Tags.member.2.Value", "x"),
            Map.entry("TransitiveTagKeys.member.1", "team"),
            Map.entry("TransitiveTagKeys.member.2", "project"),
            Map.entry("Policy", POLICY),
            Map.entry("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
            Map.entry("PolicyArns.member.2.arn", "arn:aws:iam::aws:policy/SecurityAudit")),
        sent(
            "--duration", "30m",
            "--role-session-name", "deploy-7",
            "--external-id", "shared:secret/1",
            "--source-identity", "alice",
            "--tag", "team=a=b c",
            "--tag", "project=x",
            "--transitive-tag", "team",
            "--transitive-tag", "project",
            "--policy", POLICY,
            "--policy-arn", "arn:aws:iam::aws:policy/ReadOnlyAccess",
            "--policy-arn", "arn:aws:iam::aws:policy/SecurityAudit"));
  }

  @Test
  void completesTheNamesOfAwsManagedPolicies() {
    Map<String, String> sent =
        sent("--policy-arn", "ReadOnlyAccess", "--policy-arn", "job-function/ViewOnlyAccess");
    assertEquals("arn:aws:iam::aws:policy/ReadOnlyAccess", sent.get("PolicyArns.member.1.arn"));
    assertEquals(
        "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess", sent.get("PolicyArns.member.2.arn"));
  }

  @Test
  void readsThePolicyFromAFile() throws IOException {
    Path file = Files.writeString(home.resolve("a policy.json"), POLICY);
    assertEquals(POLICY, sent("--policy", "file://" + file).get("Policy"));
  }

  @ParameterizedTest
  @CsvSource({"900, 900", "900s, 900", "20m, 1200", "1h, 3600"})
  void readsDurations(String written, String seconds) {
    assertEquals(seconds, sent("--duration", written).get("DurationSeconds"));
  }

  @Test
  void asksForTheLongestThatRoleChainingAllows() {
    Result result = run("--duration", "2h");
    assertEquals(
        new Result(
            0,
            "",
            "asrole: warning: "
                + ROLE
                + ": asked for 7200 s, but AWS limits role chaining to one hour: the session lasts"
                + " 3600 s\n"),
        result);
    assertEquals("3600", aws.counters().lastAssumeRole().get("DurationSeconds"));
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void signsForTheRegionAndTellsItToTheCommand() {
    AsRole asrole = AsRole.in(aws, home).with("AWS_REGION", "eu-west-1");
    Result result = asrole.run("--region", "ap-south-1", "Worker", "--", "printenv", "AWS_REGION");
    assertEquals(new Result(0, "ap-south-1\n", ""), result);
    String debug =
        asrole.run("--debug", "--region", "ap-northeast-1", "Worker", "--", "true").err();
    assertTrue(debug.contains("AssumeRole " + ROLE + " in ap-northeast-1 for 3600 s as "), debug);
  }

  @Test
  void keepsSessionsOfDifferentParametersApart() {
    List<List<String>> askedFor =
        List.of(
            List.of(),
            List.of("--duration", "1000"),
            List.of("--external-id", "id"),
            List.of("--tag", "a=b"),
            List.of("--role-session-name", "other"));
    for (List<String> options : askedFor) {
      sent(options.toArray(String[]::new));
      sent(options.toArray(String[]::new));
    }
    assertEquals(askedFor.size(), aws.counters().calls("sts.AssumeRole"));
  }

  private Map<String, String> sent(String... options) {
    assertEquals(new Result(0, "", ""), run(options));
    return withoutFrame();
  }

  private Map<String, String> sentBeside(String... unimportant) {
    Map<String, String> sent = new TreeMap<>(sent());
    List.of(unimportant).forEach(sent::remove);
    return sent;
  }

  private Result run(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("Worker", "--", "true"));
    return AsRole.in(aws, home).run(arguments.toArray(String[]::new));
  }

  private Map<String, String> withoutFrame() {
    Map<String, String> sent = new TreeMap<>(aws.counters().lastAssumeRole());
    sent.keySet().removeAll(List.of("Action", "Version"));
    return sent;
  }
}
