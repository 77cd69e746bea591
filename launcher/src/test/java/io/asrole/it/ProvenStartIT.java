// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warm start has the role that the files, the host and the source name now. */
@Tag("one-jdk")
class ProvenStartIT {
  private static final String ACCOUNT = "arn:aws:iam::123456789012:role/";
  private static final String INSTANCE_ROLE = ACCOUNT + "ExampleRole";

  private static final Set<Front> SHELLS = EnumSet.complementOf(EnumSet.of(Front.JAR));

  @AutoClose
  final Sandbox aws =
      Sandbox.start(
          Worlds.withRoles(
              Worlds.role(ACCOUNT + "Staging", INSTANCE_ROLE),
              Worlds.role(ACCOUNT + "Prod", INSTANCE_ROLE),
              Worlds.role(ACCOUNT + "deploy", INSTANCE_ROLE),
              Worlds.role(ACCOUNT + "Last", "arn:aws:iam::123456789012:root")));

  @TempDir Path home;

  /** A way to change what the config file says. */
  private interface Change {
    void apply(Path config, Path other) throws IOException;
  }

  @Test
  void hasTheRoleThatTheConfigFileNamesNow() throws IOException {
    List<Change> changes =
        List.of(
            (config, other) -> Files.writeString(config, profile("Prod")),
            // As cp -p, rsync -a, tar and a package do: with a time of its own, in the same second.
            (config, other) -> Files.move(other, config, StandardCopyOption.REPLACE_EXISTING),
            (config, other) -> {
              Files.writeString(config, profile("Prod") + "# ");
              Files.setLastModifiedTime(config, FileTime.from(Instant.EPOCH));
            },
            (config, other) -> {
              Files.delete(config);
              Files.createSymbolicLink(config, other);
            });
    List<Path> folders = folders(changes.size());
    for (int i = 0; i < changes.size(); i++) {
      Path config = folders.get(i).resolve("config");
      AsRole asrole =
          AsRole.in(aws, home)
              .without("AWS_SHARED_CREDENTIALS_FILE")
              .with("AWS_CONFIG_FILE", config.toString());
      warm(asrole);
      changes.get(i).apply(config, folders.get(i).resolve("other"));
      everyShellRunsJava(asrole);
      assertEquals(ACCOUNT + "Prod", role(asrole), "change " + i);
    }
  }

  @Test
  void hasNoRoleOfAConfigFileThatIsGone() throws IOException {
    AsRole asrole = AsRole.in(aws, home).without("AWS_CONFIG_FILE");
    Path config = home.resolve(".aws/config");
    Files.createDirectories(config.getParent());
    Files.writeString(config, profile("Staging"));
    settle(config);
    warm(asrole);
    Files.delete(config);
    everyShellRunsJava(asrole);
    assertEquals(ACCOUNT + "deploy", role(asrole));
  }

  @Test
  void hasTheRoleOfALinkedFileAsItIsNow() throws IOException {
    List<Path> folders = folders(1);
    Path link = home.resolve("link");
    Files.createSymbolicLink(link, folders.get(0).resolve("config"));
    AsRole asrole = AsRole.in(aws, home).with("AWS_CONFIG_FILE", link.toString());
    warm(asrole);
    Files.delete(link);
    Files.createSymbolicLink(link, folders.get(0).resolve("other"));
    everyShellRunsJava(asrole);
    assertEquals(ACCOUNT + "Prod", role(asrole));
  }

  @Test
  void keepsNoWarmStartForAFileNameThatDependsOnTheFolder() throws IOException {
    Path folder = folders(1).get(0);
    String script = "cd " + folder + " && exec \"$@\"";
    AsRole asrole =
        AsRole.in(aws, home).with("AWS_CONFIG_FILE", "config").under("sh", "-c", script, "sh");
    assertEquals(ACCOUNT + "Staging", role(asrole));
    assertEquals(List.of(), asrole.storeFiles(".warm"));
  }

  @Test
  void keepsTheRoleOfAnEditDuringAColdStart() throws IOException {
    Path config = folders(1).get(0).resolve("config");
    AsRole asrole = AsRole.in(aws, home).with("AWS_CONFIG_FILE", config.toString());
    aws.queue(Fault.throttle("sts.AssumeRole").times(2));
    Running cold = asrole.start("deploy", "--", "true");
    cold.until("a call", () -> aws.counters().calls("sts.AssumeRole") > 0);
    Files.writeString(config, profile("Prod"));
    assertEquals(new Result(0, "", ""), cold.result());
    assertEquals(ACCOUNT + "Prod", role(asrole));
  }

  @Test
  void opensASessionOfItsOwnUnderAnotherHostName() {
    AsRole asrole = AsRole.in(aws, home);
    AsRole elsewhere = Machine.prepared(asrole, "-ru", "hostname pod-b");
    String first = asrole.accessKeyId("deploy");
    everyShellStartsWithoutJava(asrole);
    everyShellRunsJava(elsewhere);
    assertNotEquals(first, elsewhere.accessKeyId("deploy"));
  }

  @Test
  void keepsNoWarmStartWhereTheSourceIsInTheEnvironment() throws IOException {
    AsRole asrole = withSource("credential_source = Environment");
    String[] keys =
        variables(
            asrole, "Staging", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
    AsRole source = asrole;
    List<String> names = List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
    for (int i = 0; i < names.size(); i++) {
      source = source.with(names.get(i), keys[i]);
    }
    Result refused =
        source.with("AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE").run("p", "--", "true");
    assertEquals(125, refused.exitCode(), refused::err);
    assertFalse(asrole.storeFiles(".warm").stream().anyMatch(f -> f.endsWith("p.warm")));
  }

  /** The process prints the keys of another caller: another session, and no warm start. */
  @Test
  void asksACredentialProcessWhoseKeysItHasNow() throws IOException {
    Path keys = home.resolve("keys.json");
    AsRole asrole = withSource("source_profile = q\n[profile q]\ncredential_process = cat " + keys);
    Files.writeString(keys, asrole.run("credentials", "Staging").out());
    String first = asrole.accessKeyId("p");
    assertEquals(first, asrole.accessKeyId("p"));
    assertFalse(asrole.storeFiles(".warm").stream().anyMatch(f -> f.endsWith("p.warm")));
    Files.writeString(keys, asrole.run("credentials", "Prod").out());
    assertNotEquals(first, asrole.accessKeyId("p"));
  }

  @Test
  void aSessionForgottenDuringAStartDoesNotComeBack() throws IOException {
    AsRole asrole = AsRole.in(aws, home);
    String first = asrole.accessKeyId("deploy");
    Path warm = asrole.store().resolve("deploy.warm");
    byte[] before = Files.readAllBytes(warm);
    assertEquals(0, asrole.run("forget", "deploy").exitCode());
    // As a start leaves it that took the session from the store before, and is slow.
    Files.write(warm, before);
    Files.setAttribute(warm, "unix:mode", 0101600);
    Files.setLastModifiedTime(warm, FileTime.from(Instant.now().plusSeconds(600)));
    everyShellRunsJava(asrole);
    assertNotEquals(first, asrole.accessKeyId("deploy"));
  }

  private static void everyShellRunsJava(AsRole asrole) {
    SHELLS.forEach(shell -> NoJava.assertRunsJava(shell.of(asrole), "deploy"));
    NoJava.assertRunsJava(Bash42.read(asrole), "deploy");
  }

  private static void everyShellStartsWithoutJava(AsRole asrole) {
    SHELLS.forEach(shell -> NoJava.assertStartsWithoutJava(shell.of(asrole), "deploy"));
    NoJava.assertStartsWithoutJava(Bash42.read(asrole), "deploy");
  }

  private AsRole withSource(String source) throws IOException {
    Path config = home.resolve("config");
    Files.writeString(
        config,
        "[profile p]\nrole_arn = " + ACCOUNT + "Last\nregion = us-east-1\n" + source + "\n");
    settle(config);
    return AsRole.in(aws, home).with("AWS_CONFIG_FILE", config.toString());
  }

  /**
   * Folders with a config file for Staging and another file for Prod, old enough to prove
   * something.
   */
  private List<Path> folders(int count) throws IOException {
    Path last = home;
    List<Path> folders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path folder = Files.createDirectory(home.resolve("folder" + i));
      Files.writeString(folder.resolve("config"), profile("Staging"));
      last = Files.writeString(folder.resolve("other"), profile("Prod"));
      folders.add(folder);
    }
    settle(last);
    return folders;
  }

  /** Within two seconds of a change a further change could have the same times. */
  private static void settle(Path file) {
    Await.until(
        () -> {
          try {
            FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
            return changed.toInstant().plusSeconds(2).isBefore(Instant.now());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        () -> "never old enough");
  }

  private static String profile(String role) {
    return "[profile deploy]\nrole_arn = " + ACCOUNT + role + "\nregion = us-east-1\n";
  }

  /** Has a first start, which leaves a warm start for Staging. */
  private static void warm(AsRole asrole) {
    assertEquals(ACCOUNT + "Staging", role(asrole));
    assertTrue(Files.exists(asrole.store().resolve("deploy.warm")));
    everyShellStartsWithoutJava(asrole);
  }

  private static String role(AsRole asrole) {
    return variables(asrole, "deploy", "ASROLE_ROLE")[0];
  }

  private static String[] variables(AsRole asrole, String role, String... names) {
    StringBuilder script = new StringBuilder();
    for (String name : names) {
      script.append("echo $").append(name).append(';');
    }
    Result result = asrole.run(role, "--", "/bin/sh", "-c", script.toString());
    assertEquals("", result.err());
    return result.out().split("\n");
  }
}
