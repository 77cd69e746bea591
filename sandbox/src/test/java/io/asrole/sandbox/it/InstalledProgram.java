// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program as it is installed: the script, the jar and its libraries.
 *
 * @param folder the folder with bin and lib
 */
record InstalledProgram(Path folder) {
  /** The version of this build, which the parent pom hands to the tests. */
  static final String VERSION = System.getProperty("asrole.version", "no asrole.version");

  /** What a process printed and its exit status. */
  record Result(int exitCode, String out, String err) {}

  /** Copies the script and the jar of this build to {@code opt} in the folder. */
  static InstalledProgram install(Path folder) throws IOException {
    InstalledProgram program = new InstalledProgram(folder.resolve("opt"));
    Files.createDirectories(program.folder.resolve("bin"));
    Files.createDirectories(program.folder.resolve("lib"));
    Files.copy(Path.of("src/main/sh/asrole-sandbox"), program.script());
    Files.copy(Path.of("target/asrole-sandbox-" + VERSION + "-whole.jar"), program.jar());
    return program;
  }

  Path script() {
    return folder.resolve("bin/asrole-sandbox");
  }

  Path jar() {
    return folder.resolve("lib/asrole-sandbox.jar");
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    return result(start(Map.of(), arguments));
  }

  /** Runs a script of the shell in which {@code sandbox} is the program. */
  Result shell(String script) throws IOException, InterruptedException {
    String function = "sandbox() { timeout 30 /bin/sh '" + script() + "' \"$@\"; }\n";
    return result(builder(List.of("bash", "-c", function + script)).start());
  }

  Process start(Map<String, String> variables, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = builder(command);
    builder.environment().putAll(variables);
    return builder.start();
  }

  private static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  static Result result(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out, err);
  }
}
