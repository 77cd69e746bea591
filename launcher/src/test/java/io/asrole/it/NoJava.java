// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Tells a start that bin/asrole makes alone from one that runs Java: there Java always fails. */
final class NoJava {
  private NoJava() {}

  /** asrole on a host with a Java that ends with status 1 at once. */
  static AsRole on(AsRole asrole) {
    Path home = asrole.home().resolve("failing-java");
    return asrole.with("JAVA_HOME", (Files.exists(home) ? home : java(home, "exit 1")).toString());
  }

  /** The start of this role needs no Java. */
  static void assertStartsWithoutJava(AsRole asrole, String role) {
    assertEquals(new Result(0, "", ""), on(asrole).run(role, "--", "true"));
  }

  /** The start of this role runs Java. */
  static void assertRunsJava(AsRole asrole, String role) {
    Result result = on(asrole).run(role, "--", "true");
    assertEquals(125, result.exitCode(), result::err);
    assertTrue(result.err().contains("ended with status 1"), result::err);
  }

  /** Makes that folder a JAVA_HOME with a java program that is this shell script. */
  static Path java(Path home, String script) {
    try {
      Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
      Files.writeString(java, "#!/bin/sh\n" + script + "\n");
      Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
