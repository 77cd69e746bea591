// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * The script runs a Java from 17 on, if there is one, also if JAVA_HOME and PATH name an older
 * Java.
 */
class JavaSearchIT {
  private static final Result STARTED = new Result(0, "", "");

  /**
   * Shows the folder "jvm" of the test as /usr/lib/jvm, with the Java of the test in it if it has
   * "real".
   */
  private static final String HOST =
      """
      [ ! -d "$1/real" ] || mount --bind "$2" "$1/real"
      mount --rbind "$1" /usr/lib/jvm
      shift 2
      exec "$@"
      """;

  @AutoClose private final Sandbox aws = Sandbox.start();
  @TempDir private Path home;
  private Path jvm;

  @BeforeEach
  void makeHost() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/usr/lib/jvm")), "SKIPPED: there is no /usr/lib/jvm");
    jvm = Files.createDirectories(home.resolve("jvm"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Front.class,
      names = {"DASH", "BASH", "BUSYBOX", "MKSH"},
      mode = Mode.INCLUDE)
  void findsTheJavaOfThePackageBesideAnOldOneOfTheService(Front front) throws IOException {
    Files.createDirectory(jvm.resolve("real"));
    java(jvm.resolve("java-11"), "11.0.27");
    java(jvm.resolve("later-in-the-list"), "16.0.2");
    AsRole service = front.of(host(java(home.resolve("old"), "1.8.0_452"), "11.0.27"));
    assertEquals(STARTED, service.become("true"));
  }

  @Test
  void takesTheJavaOfPathBeforeThoseOfTheSystem() throws IOException {
    Files.createDirectory(jvm.resolve("real"));
    java(jvm.resolve("newest"), "99");
    AsRole service =
        host(java(home.resolve("old"), "11.0.27"), "8")
            .with("PATH", "/usr/lib/jvm/real/bin:/usr/bin:/bin");
    assertEquals(STARTED, service.become("true"));
  }

  @Test
  void takesTheNewestJavaOfTheSystem() throws IOException {
    java(jvm.resolve("b-newest"), "99.0.1");
    java(jvm.resolve("a-newer"), "98");
    java(jvm.resolve("c-newer"), "17.0.1");
    assertEquals(
        failure(
            "/usr/lib/jvm/b-newest/bin/java) ended with status 1: try another, and set JAVA_HOME"),
        host(java(home.resolve("old"), "11.0.27"), "11.0.27").become("true"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Front.class,
      names = {"DASH", "BASH", "BUSYBOX", "MKSH"},
      mode = Mode.INCLUDE)
  void namesTheOldJavaIfThereIsNoOther(Front front) throws IOException {
    java(jvm.resolve("java-11"), "11.0.27");
    Path old = java(home.resolve("old"), "1.8.0_452");
    assertEquals(
        failure(old + "/bin/java) is Java 1.8.0_452: install Java 17 or later, or set JAVA_HOME"),
        front.of(host(old, "11.0.27")).become("true"));
  }

  @Test
  void knowsTheJreInAnOldJdkByItsClasses() throws IOException {
    Path old = NoJava.java(home.resolve("jdk8/jre"), "exit 1");
    Files.createFile(Files.createDirectories(old.resolve("lib")).resolve("rt.jar"));
    assertEquals(
        failure(old + "/bin/java) is Java 8: install Java 17 or later, or set JAVA_HOME"),
        host(old, "11.0.27").become("true"));
  }

  /** A host with this JAVA_HOME, a java of that version in PATH, and the folder jvm. */
  private AsRole host(Path javaHome, String inPath) throws IOException {
    Path path = java(home.resolve("path"), inPath).resolve("bin");
    return AsRole.in(aws, home)
        .with("JAVA_HOME", javaHome.toString())
        .with("PATH", path + ":/usr/bin:/bin")
        .under(
            "/usr/bin/unshare",
            "-rm",
            "/bin/sh",
            "-ec",
            HOST,
            "sh",
            jvm.toString(),
            AsRole.JAVA_HOME.toString());
  }

  private static Result failure(String why) {
    return new Result(125, "", "asrole: Java (" + why + "\n");
  }

  /** Makes a Java of this version that ends with status 1. */
  private static Path java(Path folder, String version) throws IOException {
    NoJava.java(folder, "exit 1");
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return folder;
  }
}
