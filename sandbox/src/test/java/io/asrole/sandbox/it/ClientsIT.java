// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.sandbox.Sandbox;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** AWS's tools in other languages, each in a process of its own, led by the sandbox's variables. */
class ClientsIT {
  private static final Path CLIENTS = Path.of("src/test/clients").toAbsolutePath();
  private static final Path WORK = Path.of("target/clients").toAbsolutePath();
  private static final String ROLE = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
  private static final List<String> ARNS =
      List.of(
          "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0",
          "arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/client");

  @AutoClose final Sandbox aws = Sandbox.start();

  @Test
  void awsCliAssumesTheRoleAndIsIt() throws Exception {
    needs("aws");
    assertEquals(ARNS, run(CLIENTS, Map.of(), "sh", "cli/client.sh", ROLE));
    assertEquals(1, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void boto3AssumesTheRoleAndIsIt() throws Exception {
    needs("python3");
    assumeTrue(
        start(CLIENTS, Map.of(), "python3", "-c", "import boto3").waitFor() == 0,
        "SKIPPED: python3 has no boto3");
    assertEquals(ARNS, run(CLIENTS, Map.of(), "python3", "python/client.py", ROLE));
  }

  @Test
  void javaScriptAssumesTheRoleAndIsIt() throws Exception {
    needs("node");
    needs("npm");
    Path project = Files.createDirectories(WORK.resolve("javascript"));
    for (String file : List.of("package.json", "client.mjs")) {
      Files.copy(
          CLIENTS.resolve("javascript").resolve(file),
          project.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    assumeTrue(
        start(project, Map.of(), "npm", "install", "--no-audit", "--no-fund").waitFor() == 0,
        "SKIPPED: npm could not install the SDK for JavaScript");
    assertEquals(ARNS, run(project, Map.of(), "node", "client.mjs", ROLE));
  }

  @Test
  void goAssumesTheRoleAndIsIt() throws Exception {
    needs("go");
    Path packages = Path.of("/usr/share/gocode");
    assumeTrue(
        Files.isDirectory(packages.resolve("src/github.com/aws/aws-sdk-go-v2")),
        "SKIPPED: Debian's package golang-github-aws-aws-sdk-go-v2-dev is not installed");
    Map<String, String> variables =
        Map.of(
            "GO111MODULE", "off",
            "GOPATH", packages.toString(),
            "GOCACHE", WORK.resolve("go-cache").toString());
    assertEquals(ARNS, run(CLIENTS, variables, "go", "run", "go/client.go", ROLE));
  }

  private static void needs(String tool) {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))),
        "SKIPPED: " + tool + " is not installed");
  }

  private List<String> run(Path folder, Map<String, String> more, String... command)
      throws IOException, InterruptedException {
    Process process = start(folder, more, command);
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(0, process.waitFor(), () -> String.join(" ", command) + " failed: " + lines);
    return lines;
  }

  private Process start(Path folder, Map<String, String> more, String... command)
      throws IOException {
    Files.createDirectories(WORK);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(WORK.resolve("errors.txt").toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(aws.environment());
    builder.environment().putAll(more);
    return builder.start();
  }
}
