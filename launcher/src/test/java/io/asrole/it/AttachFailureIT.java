// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.it.targets.awssdk.auth.credentials.DefaultCredentialsProvider;
import io.asrole.posix.User;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code asrole attach} says where a Java, a file, a user or a JVM is in its way. */
class AttachFailureIT {
  /** What a list waits for one JVM, and as much as a slow machine may add. */
  private static final Duration LIST_BOUND = Duration.ofSeconds(3 + 15);

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  private AsRole asrole() {
    return AsRole.in(aws, home);
  }

  /** As a runtime made by jlink may be. */
  @Test
  void needsAJavaWithTheModuleThatAttaches() {
    String java = "exec " + AsRole.JAVA_HOME + "/bin/java --limit-modules java.se,jdk.unsupported";
    Path without = NoJava.java(home.resolve("small-java"), java + ",jdk.crypto.ec \"$@\"");
    try (Service service = Service.start(asrole(), AsRole.JAVA_HOME)) {
      Result result =
          asrole().with("JAVA_HOME", without.toString()).run("attach", service.pid(), AsRole.ROLE);
      assertRefused(service, "this Java has no module jdk.attach: run asrole with a JDK", result);
    }
  }

  @Test
  void namesTheAgentThatTheOtherUserCannotRead() throws Exception {
    Path agent = home.resolve("asrole-agent.jar");
    Files.copy(AsRole.STAGED.resolve("lib/asrole-agent.jar"), agent);
    Files.setPosixFilePermissions(agent, PosixFilePermissions.fromString("rw-------"));
    Path jar = Files.copy(AsRole.STAGED.resolve("lib/asrole.jar"), home.resolve("asrole.jar"));
    try (Service service = Service.start(OtherUser.runs(asrole()), AsRole.JAVA_HOME)) {
      String[] attach = {
        AsRole.JAVA_HOME + "/bin/java", "-jar", jar.toString(), "attach", service.pid(), AsRole.ROLE
      };
      String reason = "its user nobody must be able to read " + agent + ", which did not load: ";
      assertRefused(service, reason, asrole().startOther(attach).result());
    }
  }

  /** It has capabilities that this root has not, so that the kernel refuses to show its files. */
  @Test
  void saysThatTheSystemShowsNobodyTheJvm() throws IOException {
    assumeTrue(User.uid() == 0, "SKIPPED: only root has capabilities to drop");
    AsRole bare = asrole().under("setpriv", "--bounding-set=-all", "--inh-caps=-all");
    assumeTrue(bare.startOther("true").result().exitCode() == 0, "SKIPPED: no setpriv");
    try (Service service = Service.start(asrole(), AsRole.JAVA_HOME)) {
      Result result = bare.run("attach", service.pid(), AsRole.ROLE);
      assertRefused(service, "the system does not let you read its /proc files", result);
    }
  }

  @Test
  void listsWithinSecondsWhereAJvmDoesNotAnswer() {
    Running silent =
        asrole()
            .startOther(
                "python3",
                Machine.script("silent-jvm.py"),
                AsRole.JAVA_HOME.resolve("lib/server/libjvm.so").toString(),
                AsRole.STAGED.resolve("lib/asrole-agent.jar").toString());
    try {
      silent.prints("listening");
      long start = System.nanoTime();
      String list = asrole().run("attach", "--list").out();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      long pid = silent.process().pid();
      assertTrue(list.contains("(cannot look into " + pid + ": no answer after 3 s)\n"), list);
      assertTrue(took.compareTo(LIST_BOUND) < 0, took::toString);
    } finally {
      silent.result();
    }
  }

  /** After an upgrade of asrole a JVM has the agent that it started with. */
  @Test
  void warnsOfAnAgentOfAnotherVersion() throws IOException {
    Path other = Files.createDirectories(home.resolve("other/lib")).resolve("asrole-agent.jar");
    withVersion("9.8.7", AsRole.STAGED.resolve("lib/asrole-agent.jar"), other);
    Path asrole = Files.createDirectories(home.resolve("other/bin")).resolve("asrole");
    Files.writeString(asrole, "#!/bin/sh\nexec " + AsRole.STAGED + "/bin/asrole \"$@\"\n");
    Files.setPosixFilePermissions(asrole, PosixFilePermissions.fromString("rwxr-xr-x"));
    String agent = "-javaagent:" + other + "=" + AsRole.ROLE;
    try (Service service = Service.start(asrole(), AsRole.JAVA_HOME, agent)) {
      Result result = asrole().run("attach", service.pid(), AsRole.ROLE);
      assertEquals(
          "asrole: warning: the JVM keeps the agent of its first attach, version 9.8.7; this asrole has version "
              + AsRole.VERSION
              + "\n",
          result.err());
      assertEquals(0, result.exitCode());
    }
  }

  @Test
  void warnsOfASdkClassThatTheAgentDoesNotKnow() {
    String load = "-Dload=" + DefaultCredentialsProvider.class.getName();
    try (Service service = Service.start(asrole(), AsRole.JAVA_HOME, load)) {
      Result result = asrole().run("attach", service.pid(), AsRole.ROLE);
      assertEquals(
          "asrole: warning: 1 class of AWS clients may not use the role; see the JVM's standard"
              + " error\n",
          result.err());
      assertEquals(0, result.exitCode());
      assertTrue(
          service
              .complaints()
              .contains(
                  DefaultCredentialsProvider.class.getName()
                      + " may not use the role, because this version of the library is unknown: it has"
                      + " no resolveCredentials() that returns "),
          service.complaints());
      assertTrue(service.identity().contains("/ExampleAssumedRole/"), service.identity());
    }
  }

  private static void assertRefused(Service service, String reason, Result result) {
    assertEquals(125, result.exitCode());
    assertTrue(
        result.err().startsWith("asrole: cannot attach to " + service.pid() + ": " + reason)
            && result.err().matches("(?s).*; (or )?start it with -javaagent:.*"),
        result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  private static void withVersion(String version, Path from, Path to) throws IOException {
    try (InputStream in = Files.newInputStream(from);
        JarInputStream jar = new JarInputStream(in)) {
      Manifest manifest = jar.getManifest();
      manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
      try (OutputStream out = Files.newOutputStream(to);
          JarOutputStream copy = new JarOutputStream(out, manifest)) {
        for (JarEntry entry = jar.getNextJarEntry(); entry != null; ) {
          copy.putNextEntry(new JarEntry(entry.getName()));
          jar.transferTo(copy);
          entry = jar.getNextJarEntry();
        }
      }
    }
  }
}
