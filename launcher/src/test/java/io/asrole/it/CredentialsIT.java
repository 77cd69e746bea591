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
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                    + "\"SessionToken\":\"[^\"]+\",\"Expiration\":\"[-\\d]+T[:\\d]+Z\"}\n"));
    assertEquals(credentials("process"), AsRole.in(aws, home).run(named("credentials")).out());
  }

  @Test
  void printsWhatAwsStsAssumeRolePrints() {
    String json = credentials("json");
    assertTrue(json.startsWith("{\"Credentials\":{\"AccessKeyId\":\"ASIA"));
    assertTrue(json.endsWith("},\"AssumedRoleUser\":{\"Arn\":\"" + SESSION + "\"}}\n"));
  }

  @Test
  void printsLinesThatAShellEvaluates() {
    String command =
        "eval \"$(\"$0\" credentials --format env --role-session-name named ExampleAssumedRole)\" &&"
            + " exec \"$0\" whoami";
    Result result = AsRole.in(aws, home).under("sh", "-c", command).run();
    assertEquals(new Result(0, SESSION + "\n", ""), result);
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
    assumeTrue(onPath("aws"), "the AWS CLI is not on PATH: credential_process not tried with it");
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
