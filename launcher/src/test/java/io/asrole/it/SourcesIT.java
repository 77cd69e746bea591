// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each source of credentials: which role session the command sees, and who asked for it. */
class SourcesIT {
  private static final String ACCOUNT = "arn:aws:iam::123456789012:role/";
  private static final String SESSION = "arn:aws:sts::123456789012:assumed-role/";
  private static final String INSTANCE = SESSION + "ExampleRole/i-0123456789abcdef0";

  /** The instance role may become Middle, and only Middle may become Last. */
  @AutoClose
  final Sandbox aws =
      Sandbox.start(
          Worlds.withRoles(
              Worlds.role(ACCOUNT + "Middle", ACCOUNT + "ExampleRole"),
              Worlds.role(ACCOUNT + "Last", ACCOUNT + "Middle"),
              Worlds.role(ACCOUNT + "team/x/Deploy", ACCOUNT + "ExampleRole"),
              Worlds.role("arn:aws:iam::210987654321:role/Abroad", ACCOUNT + "ExampleRole")));

  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(Way.class)
  void startsFromTheInstanceProfile(Way way) {
    assertBecomes("Middle/", asrole().by(way), "--source", "instance", "Middle");
    assertEquals(1, aws.counters().callers().get(INSTANCE));
  }

  @Test
  void startsFromTheEnvironment() {
    AsRole asrole = withKeysOf("Middle");
    assertBecomes("Last/", asrole, "--source", "environment", "Last");
    assertBecomes("Last/", asrole, "--source=environment", ACCOUNT + "Last");
  }

  @Test
  void startsFromTheInstanceProfileAlthoughThereAreKeysInTheEnvironment() {
    assertBecomes("Middle/", withKeysOf("Middle"), "Middle");
  }

  @Test
  void startsFromTheInstanceProfileAgainInsideAnotherAsrole() {
    String script = AsRole.STAGED.resolve("bin/asrole").toString();
    assertBecomes("Deploy/", asrole(), "Middle", "--", script, "team/x/Deploy");
  }

  @Test
  void startsFromStaticKeysOfAProfile() throws IOException {
    AsRole keys = withKeysOf("Middle");
    AsRole asrole =
        config(
            """
            [profile keys]
            aws_access_key_id = %s
            aws_secret_access_key = %s
            aws_session_token = %s
            [profile last]
            role_arn = arn:aws:iam::123456789012:role/Last
            source_profile = keys
            """
                .formatted(
                    keys.get("AWS_ACCESS_KEY_ID"),
                    keys.get("AWS_SECRET_ACCESS_KEY"),
                    keys.get("AWS_SESSION_TOKEN")));
    assertBecomes("Last/", asrole, "last");
    assertBecomes("Last/", asrole, "--source", "profile:keys", "Last");
  }

  @Test
  void startsFromAProfileThatHasBothKeysAndARole() throws IOException {
    AsRole keys = withKeysOf("Middle");
    AsRole asrole =
        config(
            """
            [profile last]
            role_arn = arn:aws:iam::123456789012:role/Last
            source_profile = last
            aws_access_key_id = %s
            aws_secret_access_key = %s
            aws_session_token = %s
            """
                .formatted(
                    keys.get("AWS_ACCESS_KEY_ID"),
                    keys.get("AWS_SECRET_ACCESS_KEY"),
                    keys.get("AWS_SESSION_TOKEN")));
    assertBecomes("Last/", asrole, "last");
  }

  @Test
  void startsFromACredentialProcess() throws IOException {
    String document = asrole().run("credentials", "Middle").out();
    Path file = Files.writeString(home.resolve("document"), document);
    AsRole asrole = config("[profile p]\ncredential_process = cat '" + file + "'\n");
    assertBecomes("Last/", asrole, "--source", "profile:p", "Last");
  }

  @Test
  void followsAChainOfProfiles() throws IOException {
    AsRole asrole =
        config(
            """
            [profile middle]
            role_arn = arn:aws:iam::123456789012:role/Middle
            role_session_name = half-way
            credential_source = Ec2InstanceMetadata
            [profile last]
            role_arn = arn:aws:iam::123456789012:role/Last
            role_session_name = at-the-end
            source_profile = middle
            """);
    assertBecomes("Last/at-the-end", asrole, "last");
    assertEquals(1, aws.counters().callers().get(INSTANCE));
    assertEquals(1, aws.counters().callers().get(SESSION + "Middle/half-way"));
    assertBecomes("Last/", asrole, "--source", "profile:middle", "Last");
  }

  @Test
  void takesKeysOfTheEnvironmentWhereAProfileSaysSo() throws IOException {
    AsRole keys = withKeysOf("Middle");
    AsRole asrole =
        config(
                """
                [profile last]
                role_arn = arn:aws:iam::123456789012:role/Last
                credential_source = Environment
                [profile middle]
                role_arn = arn:aws:iam::123456789012:role/Middle
                credential_source = Environment
                """)
            .with("AWS_ACCESS_KEY_ID", keys.get("AWS_ACCESS_KEY_ID"))
            .with("AWS_SECRET_ACCESS_KEY", keys.get("AWS_SECRET_ACCESS_KEY"))
            .with("AWS_SESSION_TOKEN", keys.get("AWS_SESSION_TOKEN"));
    assertBecomes("Last/", asrole, "last");
    assertBecomes("Middle/", asrole, "--source", "instance", "middle");
  }

  @Test
  void crossesAccountsAndFollowsPaths() {
    assertBecomes("Deploy/", asrole(), "team/x/Deploy");
    String abroad = asrole().run("210987654321:Abroad", "--", "printenv", "ASROLE_ROLE").out();
    assertEquals("arn:aws:iam::210987654321:role/Abroad\n", abroad);
  }

  @Test
  void takesParametersAndRegionFromTheProfile() throws IOException {
    AsRole asrole =
        config(
            """
            [profile middle]
            role_arn = arn:aws:iam::123456789012:role/Middle
            role_session_name = from-the-profile
            external_id = shared:secret/1
            duration_seconds = 900
            region = eu-west-3
            """);
    Result result = asrole.run("middle", "--", "printenv", "AWS_REGION");
    assertEquals(new Result(0, "eu-west-3\n", ""), result);
    var sent = aws.counters().lastAssumeRole();
    assertEquals("from-the-profile", sent.get("RoleSessionName"));
    assertEquals("shared:secret/1", sent.get("ExternalId"));
    assertEquals("900", sent.get("DurationSeconds"));
    asrole.run("--external-id", "other", "--region", "us-east-1", "middle", "--", "true");
    assertEquals("other", aws.counters().lastAssumeRole().get("ExternalId"));
    assertEquals("900", aws.counters().lastAssumeRole().get("DurationSeconds"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ExampleAssumedRole", "123456789012:ExampleAssumedRole"})
  void knowsThePartitionOfTheInstance(String role) {
    String seed = World.seedJson();
    var china =
        World.parse(
            seed.replace("arn:aws:", "arn:aws-cn:")
                .replace("\"partition\": \"aws\"", "\"partition\": \"aws-cn\"")
                .replace("us-east-1", "cn-north-1"));
    try (Sandbox cn = Sandbox.start(SandboxOptions.defaults().withWorld(china))) {
      Result result =
          AsRole.in(cn, home).run(role, "--", "sh", "-c", "echo $ASROLE_ROLE $AWS_REGION");
      assertEquals(
          new Result(0, "arn:aws-cn:iam::123456789012:role/ExampleAssumedRole cn-north-1\n", ""),
          result);
    }
  }

  private AsRole asrole() {
    return AsRole.in(aws, home);
  }

  private AsRole config(String text) throws IOException {
    Path file = Files.writeString(home.resolve("config"), text);
    return asrole().with("AWS_CONFIG_FILE", file.toString());
  }

  /** An environment as a command has it that was started by asrole. */
  private AsRole withKeysOf(String role) {
    AsRole asrole = asrole();
    String lines = asrole.run(role, "--", "env").out();
    for (String line : lines.lines().filter(l -> l.matches("AWS_[A-Z_]+=.*")).toList()) {
      String[] variable = line.split("=", 2);
      asrole = asrole.with(variable[0], variable[1]);
    }
    return asrole;
  }

  /** The session of the command as STS knows it, and the same by {@code asrole whoami}. */
  private static void assertBecomes(String session, AsRole asrole, String... arguments) {
    String[] run = new String[arguments.length + 3];
    System.arraycopy(arguments, 0, run, 0, arguments.length);
    run[arguments.length] = "--";
    run[arguments.length + 1] = AsRole.STAGED.resolve("bin/asrole").toString();
    run[arguments.length + 2] = "whoami";
    Result result = asrole.run(run);
    assertEquals("", result.err());
    String expected = SESSION + session;
    String found = result.out().strip();
    assertEquals(
        expected,
        session.endsWith("/")
            ? found.substring(0, Math.min(found.length(), expected.length()))
            : found);
  }
}
