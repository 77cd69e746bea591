// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AsroleException;
import io.asrole.text.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetJvmTest {
  /** More than a loaded machine needs to load an agent. */
  private static final Duration LIMIT = Duration.ofSeconds(3);

  @TempDir Path folder;

  /** AttachIT shows that {@code asrole attach} has a limit of 70 s. */
  @Test
  void givesUpAtItsLimitOnAnAgentThatLoadsAndDoesNotReport() throws Exception {
    Path jar = jar();
    Process jvm = startJvm(jar);
    try (BufferedReader output = jvm.inputReader()) {
      assertEquals("ready", output.readLine());
      long start = System.nanoTime();
      AsroleException failure =
          assertThrows(AsroleException.class, () -> target(jvm.pid()).ask(jar, "ExampleRole"));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertEquals(
          "cannot attach to " + jvm.pid() + ": no answer after 3 s; restart it",
          failure.sentence());
      assertTrue(
          took.compareTo(LIMIT) >= 0 && took.compareTo(LIMIT.multipliedBy(3)) < 0, took::toString);
      // From Java 21 on, the JVM warns of the agent first.
      String loaded = output.lines().filter(line -> line.startsWith("loaded ")).findFirst().get();
      assertTrue(loaded.matches("loaded \\S+=ExampleRole"), loaded);
    } finally {
      jvm.destroyForcibly();
    }
  }

  private static TargetJvm target(long pid) {
    JavaProcess process = JavaProcess.create(pid);
    AttachFailure failure = new AttachFailure(process, "attach to", "restart it");
    Progress progress = new Progress(new PrintWriter(new StringWriter()), false);
    return new TargetJvm(process, failure, LIMIT, progress);
  }

  private Process startJvm(Path jar) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(java.toString(), "-cp", jar.toString(), SilentAgent.class.getName())
        .redirectErrorStream(true)
        .start();
  }

  /** A jar with the class {@link SilentAgent}, which is its agent. */
  private Path jar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Agent-Class", SilentAgent.class.getName());
    String file = SilentAgent.class.getName().replace('.', '/') + ".class";
    Path jar = folder.resolve("agent.jar");
    try (InputStream in = ClassLoader.getSystemResourceAsStream(file);
        OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      entries.putNextEntry(new JarEntry(file));
      in.transferTo(entries);
    }
    return jar;
  }
}
