// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.Refusals.assertRefuses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A profile never becomes the role of its name: here each profile has the name of a role that
 * starts, and a role_arn of another account.
 */
class HiddenProfileIT {
  private static final String NAME = AsRole.ROLE;
  private static final String ROLE = "role_arn = arn:aws:iam::210987654321:role/Other\n";

  @AutoClose
  final Sandbox aws =
      Sandbox.start(
          Worlds.withRoles(
              Worlds.role("arn:aws:iam::123456789012:role/" + NAME, "*"),
              Worlds.role("arn:aws:iam::210987654321:role/Other", "*")));

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "~/config, [profile \"NAME\"]",
        "$DIR/config, [profile  'NAME' ] # production",
        "${DIR}/config, [profile NAME]"
      })
  void isUsedHoweverItIsWritten(String file, String header) throws IOException {
    Files.writeString(home.resolve("config"), header.replace("NAME", NAME) + "\n" + ROLE);
    AsRole asrole = AsRole.in(aws, home).with("DIR", home.toString()).with("AWS_CONFIG_FILE", file);
    assertEquals("arn:aws:iam::210987654321:role/Other\n", role(asrole, NAME));
  }

  /** No shell expands the tilde, so the script does not see that the file changes. */
  @Test
  void isReadAgainWhereOnlyJavaKnowsItsFile() throws IOException {
    AsRole asrole = AsRole.in(aws, home).with("AWS_CONFIG_FILE", "~/config");
    Path config = home.resolve("config");
    Files.writeString(config, "[profile " + NAME + "]\n" + ROLE);
    assertEquals("arn:aws:iam::210987654321:role/Other\n", role(asrole, NAME));
    String own = "arn:aws:iam::123456789012:role/" + NAME;
    Files.writeString(config, "[profile " + NAME + "]\nrole_arn = " + own + "\n");
    assertEquals(own + "\n", role(asrole, NAME));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void isRefusedWhereItsFileIsNotFound(Way way) throws IOException {
    AsRole asrole = AsRole.in(aws, home).by(way);
    Path none = home.resolve("none");
    String unknown = "cannot tell whether '" + NAME + "' is a profile: ";
    assertRefuses(
        unknown
            + "AWS_CONFIG_FILE names "
            + none
            + ", which does not exist; correct or unset AWS_CONFIG_FILE, or give the role's ARN",
        asrole.with("AWS_CONFIG_FILE", none.toString()));
    Path link = Files.createDirectories(home.resolve(".aws")).resolve("config");
    Files.createSymbolicLink(link, none);
    assertRefuses(
        unknown
            + link
            + " is a symbolic link to a file that does not exist; correct the link, or give the"
            + " role's ARN",
        asrole.without("AWS_CONFIG_FILE"));
  }

  @Test
  void isRefusedWhereItsFileIsAPipe() {
    AsRole asrole = AsRole.in(aws, home);
    Path pipe = home.resolve("pipe");
    assertEquals(0, asrole.startOther("mkfifo", pipe.toString()).result().exitCode());
    assertRefuses(
        "cannot read the AWS config file " + pipe + ": it is not a regular file",
        asrole.with("AWS_CONFIG_FILE", pipe.toString()));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void isRefusedWhereItsFileCannotBeReadAndAnArnStarts(Way way) throws IOException {
    Path config = Files.writeString(home.resolve("config"), "[profile a]\n" + ROLE + "[\n");
    AsRole asrole = AsRole.in(aws, home).by(way).with("AWS_CONFIG_FILE", config.toString());
    String why =
        "cannot read the AWS config file "
            + config
            + ": line 3 is neither [SECTION] nor NAME = VALUE: correct or remove it";
    assertRefuses(why, asrole, List.of(NAME));
    assertRefuses(why, asrole, List.of("a"));
    String arn = "arn:aws:iam::123456789012:role/" + NAME;
    Result result = asrole.run("--source", "instance", arn, "--", "printenv", "ASROLE_ROLE");
    String warning = "asrole: warning: " + why + "; the role is an ARN, so it starts without it\n";
    assertEquals(new Result(0, arn + "\n", warning), result);
  }

  private static String role(AsRole asrole, String profile) {
    Result result = asrole.run(profile, "--", "printenv", "ASROLE_ROLE");
    assertEquals("", result.err());
    return result.out();
  }
}
