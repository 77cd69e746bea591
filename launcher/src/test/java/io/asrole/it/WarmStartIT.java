// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.NoJava.assertRunsJava;
import static io.asrole.it.NoJava.assertStartsWithoutJava;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** The script starts a command without Java where it may, and only there. */
@Tag("one-jdk")
class WarmStartIT {
  private static final String WARM = "ExampleAssumedRole.warm";
  private static final List<String> VARIABLES =
      List.of(
          "AWS_REGION",
          "AWS_DEFAULT_REGION",
          "AWS_PROFILE",
          "AWS_DEFAULT_PROFILE",
          "AWS_CONFIG_FILE",
          "AWS_SHARED_CREDENTIALS_FILE",
          "AWS_ENDPOINT_URL",
          "AWS_ENDPOINT_URL_STS",
          "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
          "AWS_USE_FIPS_ENDPOINT",
          "AWS_USE_DUALSTACK_ENDPOINT",
          "AWS_CA_BUNDLE",
          "AWS_EC2_METADATA_DISABLED",
          "AWS_EC2_METADATA_V1_DISABLED",
          "AWS_EC2_METADATA_SERVICE_ENDPOINT",
          "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_STS_REGIONAL_ENDPOINTS");

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JAR")
  void startsWithoutJavaAndWithTheSameEnvironment(Front front) throws IOException {
    AsRole asrole = front.of(AsRole.in(aws, home)).with("AWS_PROFILE", "").with("B", "x y\nz'\"*");
    Result cold = asrole.become("env");
    Result warm = NoJava.on(asrole).become("env");
    assertEquals("", warm.err());
    assertEquals(sorted(cold.out(), "JAVA_HOME"), sorted(warm.out(), "JAVA_HOME"));
    assertEquals(0, warm.exitCode());
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JAR")
  void asksJavaWhenAVariableThatMattersHasChanged(Front front) throws IOException {
    AsRole asrole = warmed(front);
    for (String variable : VARIABLES) {
      assertRunsJava(asrole.with(variable, "/another/value"), AsRole.ROLE);
    }
    assertStartsWithoutJava(asrole.with("UNRELATED", "value"), AsRole.ROLE);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JAR")
  void asksJavaWhenTheSessionIsTooOld(Front front) throws IOException {
    AsRole asrole = warmed(front);
    Files.setLastModifiedTime(warm(asrole), FileTime.from(Instant.now().minusSeconds(1)));
    assertRunsJava(asrole, AsRole.ROLE);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JAR")
  void asksJavaWhenTheClockWasSetBack(Front front) throws IOException {
    AsRole asrole = warmed(front);
    Path made = asrole.store().resolve("ExampleAssumedRole.made");
    Files.setLastModifiedTime(made, FileTime.from(Instant.now().plusSeconds(600)));
    assertRunsJava(asrole, AsRole.ROLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {".aws/config", ".aws/credentials"})
  void asksJavaWhenAnAwsFileIsNewer(String name) throws IOException {
    AsRole asrole =
        AsRole.in(aws, home).without("AWS_CONFIG_FILE").without("AWS_SHARED_CREDENTIALS_FILE");
    assertEquals(0, asrole.become("true").exitCode());
    assertStartsWithoutJava(asrole, AsRole.ROLE);
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[default]\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(1)));
    for (Front shell : EnumSet.complementOf(EnumSet.of(Front.JAR))) {
      assertRunsJava(shell.of(asrole), AsRole.ROLE);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JAR")
  void asksJavaWhenTheFileIsCutAnywhere(Front front) throws IOException {
    AsRole asrole = warmed(front);
    List<String> lines = Files.readAllLines(warm(asrole));
    FileTime good = Files.getLastModifiedTime(warm(asrole));
    for (int i = 0; i < lines.size(); i++) {
      String cut = i == 0 ? "" : String.join("\n", lines.subList(0, i)) + "\n";
      Files.writeString(warm(asrole), cut);
      Files.setLastModifiedTime(warm(asrole), good);
      assertRunsJava(asrole, AsRole.ROLE);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JAR")
  void startsNoRoleFromTheFilesOfAnother(Front front) throws IOException {
    AsRole asrole = warmed(front);
    for (String ending : List.of("warm", "made", "renew")) {
      Path file = warm(asrole).resolveSibling("ExampleAssumedRole." + ending);
      Files.move(file, file.resolveSibling("Nope." + ending));
    }
    Result result = asrole.run("Nope", "--", "true");
    assertEquals(125, result.exitCode(), result::err);
    assertTrue(result.err().contains("AccessDenied"), result::err);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JAR")
  void asksJavaOnAnotherRunOfTheHost(Front front) throws IOException {
    AsRole asrole = warmed(front);
    FileTime good = Files.getLastModifiedTime(warm(asrole));
    String text = Files.readString(warm(asrole));
    Files.writeString(warm(asrole), text.replaceFirst("_boot=........", "_boot=00000000"));
    Files.setLastModifiedTime(warm(asrole), good);
    assertRunsJava(asrole, AsRole.ROLE);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JAR")
  void asksJavaWhenTheFileIsALink(Front front) throws IOException {
    AsRole asrole = warmed(front);
    Path elsewhere = home.resolve("elsewhere");
    Files.move(warm(asrole), elsewhere);
    Files.createSymbolicLink(warm(asrole), elsewhere);
    assertRunsJava(asrole, AsRole.ROLE);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JAR")
  void asksJavaWhenAModeWasSet(Front front) throws IOException {
    AsRole asrole = warmed(front);
    Set<PosixFilePermission> good = Files.getPosixFilePermissions(warm(asrole));
    assertStartsWithoutJava(asrole, AsRole.ROLE);
    Files.setPosixFilePermissions(warm(asrole), PosixFilePermissions.fromString("rw-r--r--"));
    assertRunsJava(asrole, AsRole.ROLE);
    assertEquals(new Result(0, "", ""), asrole.become("true"));
    assertEquals(good, Files.getPosixFilePermissions(warm(asrole)));
    assertStartsWithoutJava(asrole, AsRole.ROLE);
    Files.setPosixFilePermissions(asrole.store(), PosixFilePermissions.fromString("rwxr-xr-x"));
    String why = "its mode is 755, not 700; chmod 700 " + asrole.store() + ", or";
    Result refused = asrole.become("true");
    assertEquals(125, refused.exitCode());
    assertTrue(refused.err().contains(why), refused.err());
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JAR")
  void asksJavaWhenTheFileIsAnotherUsers(Front front) throws IOException {
    AsRole asrole = warmed(front);
    assumeTrue(
        System.getProperty("user.name").equals("root"), "SKIPPED: only root can give files away");
    Files.setAttribute(warm(asrole), "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);
    assertRunsJava(asrole, AsRole.ROLE);
  }

  @Test
  void asksJavaInSilenceWhenTheClockFileCannotBeTouched() throws IOException {
    AsRole asrole = warmed(Front.SH);
    Path now = asrole.store().resolve(".now");
    Files.delete(now);
    Files.createDirectory(now);
    Result result = asrole.become("true");
    assertEquals(new Result(0, "", ""), result);
  }

  @Test
  void passesARefusalOnWithoutAskingAgain() throws IOException {
    AsRole asrole = AsRole.in(aws, home);
    aws.queue(Fault.denied("sts.AssumeRole").always());
    Result first = asrole.become("true");
    assertEquals(first, NoJava.on(asrole).become("true"));
    assertEquals(1, aws.counters().calls("sts.AssumeRole"));
    assertEquals(125, first.exitCode());
  }

  @Test
  void startsOneJavaForAHerd() throws IOException {
    Path starts = home.resolve("starts");
    AsRole counted =
        AsRole.in(aws, home)
            .with(
                "JAVA_HOME",
                NoJava.java(
                        home.resolve("counted"),
                        "echo start >>"
                            + starts
                            + "; exec "
                            + AsRole.JAVA_HOME
                            + "/bin/java \"$@\"")
                    .toString());
    List<Running> herd = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      herd.add(counted.start("ExampleAssumedRole", "--", "true"));
    }
    for (Running start : herd) {
      assertEquals(new Result(0, "", ""), start.result());
    }
    assertEquals(List.of("start"), Files.readAllLines(starts));
    assertEquals(1, aws.counters().calls("sts.AssumeRole"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "17.0.15   | exit 1     | ended with status 1: try another, and set JAVA_HOME",
        "          | exit 3     | ended with status 3: try another, and set JAVA_HOME",
        "25        | exit 137   | was killed: is memory short?",
      })
  void saysWhyJavaEnded(@Nullable String version, String does, String why) throws IOException {
    Path java = NoJava.java(home.resolve("java"), does);
    if (version != null) {
      String release = "IMPLEMENTOR=\"N/A\"\nJAVA_VERSION=\"" + version + "\"\n";
      Files.writeString(java.resolve("release"), release);
    }
    assertEquals(
        new Result(125, "", "asrole: Java (" + java + "/bin/java) " + why + "\n"),
        AsRole.in(aws, home).with("JAVA_HOME", java.toString()).become("true"));
  }

  private AsRole warmed(Front front) {
    AsRole asrole = front.of(AsRole.in(aws, home));
    assertEquals(new Result(0, "", ""), asrole.become("true"));
    return asrole;
  }

  private static Path warm(AsRole asrole) {
    return asrole.store().resolve(WARM);
  }

  private static Set<String> sorted(String environment, String without) {
    Set<String> lines = new TreeSet<>(environment.lines().toList());
    lines.removeIf(line -> line.startsWith(without + "="));
    return lines;
  }
}
