// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.sandbox.Page;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/sandbox.md, with the installed program and the files of the page. */
@Timeout(120)
class SandboxPageIT {
  private static final String VERSION = System.getProperty("asrole.version", "no asrole.version");
  private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();

  @TempDir Path folder;

  record Result(int exitCode, String out) {}

  @BeforeEach
  void installs() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("opt/bin"));
    Path lib = Files.createDirectories(folder.resolve("opt/lib"));
    Files.copy(Path.of("src/main/sh/asrole-sandbox"), bin.resolve("asrole-sandbox"));
    Files.copy(
        Path.of("target/asrole-sandbox-" + VERSION + "-whole.jar"),
        lib.resolve("asrole-sandbox.jar"));
    for (Page.Block block : page().blocks()) {
      if (!block.file().isEmpty()) {
        Files.writeString(folder.resolve(block.file()), block.text());
      }
    }
  }

  @Test
  void theOutageIsPlayedAsThePagePrintsIt() throws Exception {
    needs("aws");
    needs("curl");
    Files.writeString(folder.resolve("outage.sh"), block("sh", "in the sandbox"));
    assertEquals(new Result(0, block("text", "")), run("asrole-sandbox sh -eu outage.sh"));
  }

  @Test
  void theCommandsOfTheReferencePrintWebIdentityTokens() throws Exception {
    Page reference = Page.read("docs/sandbox-reference.md");
    List<String> scripts =
        reference.blocks().stream()
            .filter(b -> b.language().equals("sh") && b.title().equals("in the sandbox"))
            .map(Page.Block::text)
            .toList();
    assertEquals(1, scripts.size());
    Files.writeString(folder.resolve("token.sh"), scripts.get(0));
    for (Page.Block block : reference.blocks()) {
      if (block.language().equals("json")) {
        Files.writeString(folder.resolve("world.json"), block.text());
      }
    }
    assertEquals(new Result(0, ""), run("asrole-sandbox --world world.json sh -eu token.sh"));
    for (String file : List.of("token.jwt", "expired.jwt")) {
      String token = Files.readString(folder.resolve(file)).strip();
      assertTrue(token.matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+"), token);
    }
  }

  @Test
  void theTrustPolicyDecidesAsThePageExpects() throws Exception {
    List<String> commands =
        page().blocks().stream()
            .filter(b -> b.language().equals("sh") && b.title().isEmpty())
            .map(Page.Block::text)
            .toList();
    assertEquals(2, commands.size());
    assertEquals(0, run(commands.get(0)).exitCode());
    assertEquals(block("text", "decide"), run(commands.get(1)).out());
    Path trust = folder.resolve("deploy-trust.json");
    Files.writeString(trust, Files.readString(trust).replace("deploy-7", "deploy-9"));
    assertEquals(1, run(commands.get(0)).exitCode());
  }

  @Test
  void theFirstCommandPrintsTheInstance() throws Exception {
    needs("aws");
    assertTrue(page().text().contains("\n    asrole-sandbox aws sts get-caller-identity\n"));
    String arn = "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0";
    assertTrue(page().text().contains(arn));
    Result result = run("asrole-sandbox aws sts get-caller-identity");
    assertTrue(result.out().contains("\"" + arn + "\""), result::toString);
  }

  @Test
  void theComposeFileIsYamlAndItsWorldIsAWorld() throws Exception {
    Result world =
        run("asrole-sandbox --world " + EXAMPLES.resolve("sandbox/world.json") + " true");
    assertEquals(new Result(0, ""), world);
    needs("python3");
    assumeTrue(run("python3 -c 'import yaml'").exitCode() == 0, "SKIPPED: python3 has no yaml");
    assertEquals(
        new Result(0, "app aws\n"),
        run(
            "python3 -c 'import yaml, sys; print(*sorted(yaml.safe_load(sys.stdin)[\"services\"]))' <"
                + EXAMPLES.resolve("sandbox/compose.yaml")));
  }

  private static void needs(String tool) {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(bin -> Files.isExecutable(Path.of(bin, tool))),
        "SKIPPED: " + tool + " is not installed");
  }

  private static Page page() throws IOException {
    return Page.read("docs/sandbox.md");
  }

  /** The only block with this language and title. */
  private static String block(String language, String title) throws IOException {
    List<Page.Block> blocks =
        page().blocks().stream()
            .filter(b -> b.language().equals(language) && b.title().equals(title))
            .toList();
    assertEquals(1, blocks.size(), language + " " + title);
    return blocks.get(0).text();
  }

  private Result run(String command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder
        .environment()
        .merge("PATH", folder.resolve("opt/bin") + File.pathSeparator, (old, bin) -> bin + old);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out);
  }
}
