// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import io.asrole.AsroleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the files of this installation, which are beside asrole's jar. */
public final class InstallationFolder {
  /** Set by the asrole script: the installation folder, by the path of the call. */
  private static final String HOME = "asrole.home";

  /** Set by the asrole script: its own path, as called. */
  private static final String PROGRAM = "asrole.program";

  private static final String AGENT_JAR = "asrole-agent.jar";

  private InstallationFolder() {}

  /**
   * The agent's jar, by the path of the call: {@code /opt/asrole/lib/asrole-agent.jar} if {@code
   * /opt/asrole} is a link to {@code /opt/asrole-1.2.3}. This path stays valid after an upgrade.
   *
   * @throws AsroleException if there is no such file
   */
  public static Path agentJar() throws AsroleException {
    Path real = library(AGENT_JAR);
    if (!Files.exists(real)) {
      throw AsroleException.refused("this asrole has no agent: there is no file " + real);
    }
    String home = System.getProperty(HOME);
    Path called =
        (home == null ? ownJar().resolveSibling(AGENT_JAR) : Path.of(home, "lib", AGENT_JAR))
            .toAbsolutePath()
            .normalize();
    try {
      // Removing ".." after a symbolic link can change the file.
      return Files.isSameFile(called, real) ? called : real;
    } catch (IOException e) {
      return real;
    }
  }

  /**
   * The asrole script, by the path of the call, so that the path stays valid after an upgrade.
   *
   * @throws AsroleException if this is a jar without a script
   */
  public static Path program() throws AsroleException {
    String called = System.getProperty(PROGRAM);
    Path program =
        called == null ? library("../bin/asrole").normalize() : Path.of(called).toAbsolutePath();
    if (!Files.isExecutable(program)) {
      throw AsroleException.refused(
          "--refresh needs the asrole script, but there is no " + program);
    }
    return program;
  }

  /** The file or folder of that name beside the jar. */
  public static Path library(String name) {
    try {
      return ownJar().toRealPath().resolveSibling(name);
    } catch (IOException e) {
      return ownJar().toAbsolutePath().resolveSibling(name);
    }
  }

  private static Path ownJar() {
    return Path.of(System.getProperty("java.class.path").split(":", 2)[0]);
  }

  /** The version of the jar; {@code (unpackaged)} if asrole does not run from a jar. */
  public static String version() {
    String version = InstallationFolder.class.getPackage().getImplementationVersion();
    return version == null ? "(unpackaged)" : version;
  }

  /** Whether there is a class-data archive beside the jar or in the session store. */
  public static boolean hasArchive(Path store) {
    return containsArchive(library("archive")) || containsArchive(store.resolve("archive"));
  }

  private static boolean containsArchive(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).anyMatch(n -> n.endsWith(".jsa") || n.endsWith(".aot"));
    } catch (IOException e) {
      return false;
    }
  }
}
