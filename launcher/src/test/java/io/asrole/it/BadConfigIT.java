// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.Refusals.assertRefuses;
import static io.asrole.it.Refusals.assertStarts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** AWS config files that cannot be read or followed. */
class BadConfigIT {
  private static final String ROLE =
      "role_arn = arn:aws:iam::123456789012:role/ExampleAssumedRole\n";
  private static final String P = "[profile p]\n" + ROLE;
  private static final String P_FROM_Q = P + "source_profile = q\n";
  private static final String PROCESS =
      "cannot get source credentials from credential_process of profile 'q': ";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  static Stream<Arguments> configs() {
    return Stream.of(
        Arguments.of(
            P_FROM_Q, "profile 'p' names the profile 'q', which is not in CONFIG or /dev/null"),
        Arguments.of(
            P_FROM_Q + "[profile q]\n" + ROLE + "source_profile = p\n",
            "the profiles refer to each other in a circle: p -> q -> p"),
        Arguments.of(
            P + "source_profile = p\n", "the profiles refer to each other in a circle: p -> p"),
        Arguments.of(
            P + "mfa_serial = arn:aws:iam::123456789012:mfa/me\n",
            "profile 'p' has mfa_serial: asrole cannot ask for an MFA code yet"),
        Arguments.of(
            P + "web_identity_token_file = /t\n",
            "profile 'p' has web_identity_token_file, which asrole does not support"),
        Arguments.of(
            P_FROM_Q + "credential_source = Environment\n",
            "profile 'p' has both source_profile and credential_source: keep one"),
        Arguments.of(
            P + "credential_source = Elsewhere\n",
            "profile 'p' has credential_source = Elsewhere: expected Ec2InstanceMetadata,"
                + " EcsContainer or Environment"),
        Arguments.of(
            P + "duration_seconds = soon\n",
            "duration_seconds of profile 'p': 'soon' is not a duration: give seconds, or a number"
                + " with s, m or h, at most 12h"),
        Arguments.of(
            "[profile p]\nrole_arn = Deploy\n",
            "profile 'p': malformed ARN 'Deploy': expected arn:PARTITION:iam::ACCOUNT:role/NAME"),
        Arguments.of(
            P + "region = a b\n", "malformed region 'a b': expected one such as eu-central-1"),
        Arguments.of(
            P_FROM_Q + "[profile q]\nregion = eu-west-1\n",
            "profile 'q' has no credentials asrole can use: it needs aws_access_key_id and"
                + " aws_secret_access_key, role_arn, or credential_process"),
        Arguments.of(
            P_FROM_Q + "[profile q]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n",
            "cannot get source credentials from profile 'q': aws_access_key_id and"
                + " aws_secret_access_key are not both set"),
        Arguments.of(
            P + "credential_source = Environment\n",
            "cannot get source credentials from the environment: AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY are not both set"),
        Arguments.of(
            P + "credential_source = EcsContainer\n",
            "cannot get source credentials from the container endpoint: neither"
                + " AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI"
                + " is set"),
        Arguments.of(process("exit 3"), PROCESS + "exit status 3"),
        Arguments.of(
            process("echo no such vault >&2; exit 3"), PROCESS + "exit status 3: no such vault"),
        Arguments.of(process("echo sharp-secret"), PROCESS + "its answer contains no credentials"),
        Arguments.of(process("echo [1]"), PROCESS + "Process did not return a JSON object."),
        Arguments.of(
            "[profile p\n" + ROLE,
            syntax("line 1 is before the first section: write [profile NAME] above it")),
        Arguments.of(
            ROLE, syntax("line 1 is before the first section: write [profile NAME] above it")),
        Arguments.of(
            "[profile p]\nrole_arn\n",
            syntax("line 2 is neither [SECTION] nor NAME = VALUE: correct or remove it")));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void isToldInOneLine(String config, String sentence) throws IOException {
    Path file = Files.writeString(home.resolve("config"), config);
    assertRefuses(
        sentence.replace("CONFIG", file.toString()),
        AsRole.in(aws, home).with("AWS_CONFIG_FILE", file.toString()),
        List.of("p"));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void refusesAFolderForAFile(Way way) {
    assertRefuses(
        "cannot read the AWS config file " + home + ": Is a directory",
        AsRole.in(aws, home).by(way).with("AWS_SHARED_CREDENTIALS_FILE", home.toString()));
  }

  @Test
  void refusesAFileWithoutEnd() {
    assertRefuses(
        "cannot read the AWS config file /dev/zero: it is not a regular file",
        AsRole.in(aws, home).with("AWS_CONFIG_FILE", "/dev/zero"));
  }

  @Test
  void refusesAFileThatItMayNotRead() throws IOException {
    Path file = Files.writeString(home.resolve("config"), P);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    AsRole asrole = AsRole.in(aws, home).with("AWS_CONFIG_FILE", file.toString());
    if (Files.isReadable(file)) { // root
      assumeTrue(
          Files.exists(Path.of("/usr/bin/setpriv")), "SKIPPED: setpriv of util-linux is not there");
      asrole = asrole.under("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs");
    }
    assertRefuses("cannot read the AWS config file " + file + ": Permission denied", asrole);
  }

  @Test
  void findsTheHomeFolderWhateverItsNameInTheLocaleOfCron() {
    // The shell writes the name's bytes, since this JVM may be in such a locale as well.
    String beyondAscii = "HOME=$HOME/$(printf 'j\\303\\266rg') exec \"$@\"";
    AsRole cron = AsRole.in(aws, home).without("LANG").with("LC_ALL", "C");
    assertStarts(cron.under("sh", "-c", beyondAscii, "sh"));
    // How the name is printed depends on the version of Java.
    Result jar = cron.by(Way.JAR).under("sh", "-c", beyondAscii, "sh").run("Role", "true");
    assertEquals(125, jar.exitCode());
    assertTrue(
        jar.err()
            .matches(
                "asrole: HOME is '[^\n"
                    + "]*', which Java cannot open in this locale; set LC_ALL=C.UTF-8 for"
                    + " asrole\n"),
        jar.err());
  }

  private static String process(String command) {
    return P_FROM_Q + "[profile q]\ncredential_process = " + command + "\n";
  }

  private static String syntax(String words) {
    return "cannot read the AWS config file CONFIG: " + words;
  }
}
