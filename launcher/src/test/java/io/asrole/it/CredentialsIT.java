// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code asrole credentials} prints, read by those it is printed for. */
class CredentialsIT {
  private static final String SESSION =
      "arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/named";
  private static final String SCRIPT = AsRole.STAGED.resolve("bin/asrole").toString();

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  @Test
  void printsTheDocumentOfACredentialProcess() {
    assertTrue(
        credentials("process")
            .matches(
                "\\{\"Version\":1,\"AccessKeyId\":\"ASIA\\w{16}\",\"SecretAccessKey\":\"[^\"]{40}\","
                    + "\"SessionToken\":\"[^\"]+\",\"Expiration\":\"[-\\d]+T[:\\d]+Z\","
                    + "\"AccountId\":\"123456789012\"}\n"));
    assertEquals(credentials("process"), AsRole.in(aws, home).run(named("credentials")).out());
  }

  @Test
  void printsWhatAwsStsAssumeRolePrints() {
    String json = credentials("json");
    assertTrue(json.startsWith("{\"Credentials\":{\"AccessKeyId\":\"ASIA"));
    assertTrue(
        json.matches(
            ".*},\"AssumedRoleUser\":\\{\"AssumedRoleId\":\"AROA\\w{17}:named\",\"Arn\":\""
                + SESSION
                + "\"}}\n"),
        json);
  }

  @ParameterizedTest
  @CsvSource({"env, sh", "env, bash", "fish, fish"})
  void printsLinesThatAShellEvaluates(String format, String shell) {
    assumeTrue(onPath(shell), "SKIPPED: " + shell + " is not on PATH");
    String command =
        "eval (command $ASROLE credentials --format %s --role-session-name named %s | string collect)"
            + " && printenv AWS_REGION AWS_DEFAULT_REGION && ! printenv AWS_PROFILE"
            + " && exec $ASROLE whoami";
    String sh = command.replaceFirst("\\(command (.*) \\| string collect\\)", "\"\\$($1)\"");
    Result result =
        AsRole.in(aws, home)
            .with("ASROLE", SCRIPT)
            .with("AWS_PROFILE", "of-another-life")
            .under(
                shell, "-c", (format.equals("fish") ? command : sh).formatted(format, AsRole.ROLE))
            .run();
    assertEquals(new Result(0, "us-east-1\nus-east-1\n" + SESSION + "\n", ""), result);
  }

  @Test
  void printsAnEnvironmentFile() throws IOException {
    assertEquals(
        List.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_CREDENTIAL_EXPIRATION",
            "AWS_ACCOUNT_ID",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "ASROLE_ROLE",
            "ASROLE_ACCESS_KEY_ID"),
        credentials("dotenv").lines().map(line -> line.split("=", 2)[0]).toList());
    String command =
        "set -a && . ./.env && set +a && exec \"$0\" whoami"; // as systemd and docker, a shell
    // reads it
    Files.writeString(home.resolve(".env"), credentials("dotenv"));
    assertEquals(
        new Result(0, SESSION + "\n", ""),
        AsRole.in(aws, home).with("ASROLE", SCRIPT).under("sh", "-c", command).run());
  }

  @Test
  void tellsTheCallerAsAwsDoes() {
    String json =
        AsRole.in(aws, home)
            .run("whoami", "--json", "--role-session-name", "named", "ExampleAssumedRole")
            .out();
    assertTrue(
        json.matches(
            "\\{\"UserId\":\"AROA\\w{17}:named\",\"Account\":\"123456789012\",\"Arn\":\""
                + SESSION
                + "\"}\n"),
        json);
  }

  @Test
  void printsNothingWhenThereAreNoCredentials() {
    Result result = AsRole.in(aws, home).run("credentials", "NoSuchRole");
    assertEquals("", result.out());
    assertEquals(125, result.exitCode());
  }

  @Test
  void servesTheAwsCommandLineAsItsCredentialProcess() throws IOException {
    assumeTrue(
        onPath("aws"), "SKIPPED: the AWS CLI is not on PATH: credential_process not tried with it");
    Path config =
        Files.writeString(
            home.resolve("config"),
            "[profile p]\nregion = us-east-1\ncredential_process = "
                + SCRIPT
                + " credentials --role-session-name named ExampleAssumedRole\n");
    Result result =
        AsRole.in(aws, home)
            .with("AWS_CONFIG_FILE", config.toString())
            .under(
                "sh",
                "-c",
                "exec aws --profile p sts get-caller-identity --query Arn --output text")
            .run();
    assertEquals(new Result(0, SESSION + "\n", ""), result);
  }

  private String credentials(String format) {
    Result result = AsRole.in(aws, home).run(named("credentials", "--format", format));
    assertEquals("", result.err());
    assertEquals(0, result.exitCode());
    return result.out();
  }

  private static String[] named(String... word) {
    return Stream.concat(
            Stream.of(word), Stream.of("--role-session-name", "named", "ExampleAssumedRole"))
        .toArray(String[]::new);
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
