// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret is where another user, or a log, could see it. */
@Tag("one-jdk")
class SecretsIT {
  private static final String PRINT_SECRETS =
      "printf '%s\\n' \"$AWS_SECRET_ACCESS_KEY\" \"$AWS_SESSION_TOKEN\"";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  private static void holdsNone(List<String> secrets, String text) {
    for (String secret : secrets) {
      assertTrue(secret.length() >= 40, secret);
      assertFalse(text.contains(secret), text);
    }
  }

  /** The instance's secrets, from where asrole has them. */
  private List<String> sourceSecrets() throws Exception {
    String json = Metadata.of(aws).credentials("ExampleRole");
    List<String> secrets = new ArrayList<>();
    Matcher values =
        Pattern.compile("\"(?:SecretAccessKey|Token)\" *: *\"([^\"]+)\"").matcher(json);
    while (values.find()) {
      secrets.add(values.group(1));
    }
    assertEquals(2, secrets.size(), json);
    return secrets;
  }

  private List<String> secrets(Result printed) throws Exception {
    List<String> secrets = new ArrayList<>(printed.out().lines().toList());
    assertEquals(2, secrets.size(), printed.err());
    secrets.addAll(sourceSecrets());
    return secrets;
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void startsNoProgramWithASecretAmongItsArguments(Front front) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/strace")),
        "SKIPPED: /usr/bin/strace is not installed");
    AsRole asrole = front.of(AsRole.in(aws, home));
    Path log = home.resolve("strace");
    AsRole traced =
        asrole.under(
            "/usr/bin/strace", "-f", "-qq", "-s", "1000000", "-e", "trace=execve", "-o", "" + log);
    assumeTrue(traced.byEnv("true").exitCode() == 0, "SKIPPED: strace may not trace here");
    for (String start : List.of("cold", "warm")) {
      Result result = traced.become("/bin/sh", "-c", PRINT_SECRETS);
      String programs = Files.readString(log);
      assertTrue(programs.contains("AWS_SESSION_TOKEN"), start);
      holdsNone(secrets(result), programs);
    }
  }

  /** What ps would show at any time, also where nothing can be traced. */
  @ParameterizedTest
  @EnumSource(Front.class)
  void showsNoSecretInTheProcessList(Front front) throws Exception {
    AsRole asrole = front.of(AsRole.in(aws, home));
    Set<String> seen = new HashSet<>();
    Running running = asrole.start(AsRole.ROLE, "--", "/bin/sh", "-c", PRINT_SECRETS);
    while (running.process().isAlive()) {
      seen.addAll(commandLines());
    }
    String all = String.join("\n", seen);
    assertTrue(all.contains("asrole\0ExampleAssumedRole") || all.contains("jar\0Ex"), all);
    holdsNone(secrets(running.result()), all);
  }

  private static Set<String> commandLines() throws IOException {
    Set<String> lines = new HashSet<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
      for (Path process : processes) {
        try {
          lines.add(
              new String(
                  Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
          // ended since it was listed
        }
      }
    }
    return lines;
  }

  @Test
  void tellsNoSecretInDebugOutputNorStatus() throws Exception {
    AsRole asrole = AsRole.in(aws, home);
    String[] start = {"--debug", AsRole.ROLE, "--", "/bin/sh", "-c", PRINT_SECRETS};
    for (Front front : List.of(Front.SH, Front.SH, Front.JAR)) {
      Result result = front.of(asrole).run(start);
      assertTrue(result.err().contains("asrole: debug: "), result.err());
      holdsNone(secrets(result), result.err());
      Result status = front.of(asrole).run("status");
      assertTrue(status.out().contains(":role/ExampleAssumedRole"), status.out());
      holdsNone(secrets(result), status.out() + status.err());
      Result history = front.of(asrole).run("status", "--history");
      assertTrue(history.out().contains(" access_key_id=ASIA"), history.out());
      holdsNone(secrets(result), history.out() + history.err());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"denied", "throttle", "garbled", "truncated"})
  void tellsNoSecretInMessages(String fault) throws Exception {
    for (String target : List.of("sts.AssumeRole", "imds.get")) {
      aws.queue(
          switch (fault) {
            case "denied" -> Fault.denied(target).always();
            case "throttle" -> Fault.throttle(target).always();
            case "garbled" -> Fault.garbled(target).always();
            default -> Fault.truncated(target).always();
          });
      Result result = AsRole.in(aws, home).run("--debug", AsRole.ROLE, "--", "echo", "started");
      aws.clearFaults();
      assertEquals(125, result.exitCode(), result.err());
      assertEquals("", result.out());
      holdsNone(sourceSecrets(), result.err());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "022", "077"})
  void keepsItsFilesToTheUserWhateverTheUmask(String umask) throws IOException {
    AsRole asrole =
        AsRole.in(aws, home).under("/bin/sh", "-c", "umask " + umask + "; exec \"$@\"", "sh");
    assertEquals(new Result(0, "", ""), asrole.become("true"));
    assertEquals("rwx------", mode(asrole.store()));
    List<Path> files = asrole.storeFiles("");
    assertFalse(files.isEmpty());
    for (Path file : files) {
      assertEquals("rw-------", mode(file), file.toString());
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"doctor", "setup"})
  void tellsNoSecretOfWhatItTries(String word) throws Exception {
    Result result = AsRole.in(aws, home).run(word, "--debug", AsRole.ROLE);
    assertEquals(0, result.exitCode(), result::err);
    holdsNone(sourceSecrets(), result.out() + result.err());
  }
}
