// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the line of a denial says before AWS's words, and how it fits a terminal. */
class DenialHintIT {
  private static final String REFUSED =
      "; the role must exist, its trust policy must name this caller, and this caller's"
          + " policies must allow it";
  private static final String PLAIN =
      "asrole: profile 'plain' has no role_arn: add role_arn to it, or give the ARN of the role"
          + " 'plain'\n";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  private AsRole asrole() throws IOException {
    Path config =
        Files.writeString(
            home.resolve("config"),
            """
            [profile deploy-prod]
            role_arn = arn:aws:iam::123456789012:role/ExampleAssumedRole
            [profile plain]
            region = us-east-1
            """);
    return AsRole.in(aws, home).with("AWS_CONFIG_FILE", config.toString());
  }

  /** What stands before AWS's denial. */
  private String hint(String role) throws IOException {
    Result result = asrole().run(role, "--", "true");
    String rest = REFUSED + "; run: asrole doctor " + role + "\n";
    assertEquals(125, result.exitCode());
    assertTrue(result.err().endsWith(rest), result.err());
    return result.err().substring(0, result.err().indexOf("cannot assume arn:aws:iam::"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "deploy-prdo, `asrole: did you mean the profile 'deploy-prod'? `",
        "whomai, `asrole: did you mean the subcommand 'whoami'? `",
        "help, `asrole: for help: asrole --help, or asrole SUBCOMMAND --help; `",
        "login, `asrole: 'login' is not a subcommand, use: asrole ROLE -- COMMAND; `",
        "run, `asrole: 'run' is not a subcommand, use: asrole ROLE -- COMMAND; `",
        "shell, `asrole: 'shell' is not a subcommand, use: asrole --shell ROLE; `",
        "role/R, `asrole: 'role/R' has the path /role/; for the role R: asrole R; `",
        "serve, `asrole: `",
        "SomethingElse, `asrole: `",
        "123456789012:whomai, `asrole: `"
      })
  void comesFirstInTheLine(String role, String hint) throws IOException {
    assertEquals(hint, hint(role));
  }

  @Test
  void isRememberedWithTheDenial() throws IOException {
    assertEquals(hint("whomai"), hint("whomai"));
    assertEquals(1, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void aProfileWithoutRoleArnIsReportedWithoutAskingAws() throws IOException {
    assertEquals(new Result(125, "", PLAIN), asrole().run("plain", "--", "true"));
    assertEquals(0, aws.counters().calls("imds") + aws.counters().calls("sts"));
  }

  private static void assertFailsWithoutHint(Result result) {
    assertEquals(125, result.exitCode());
    assertTrue(result.err().startsWith("asrole: cannot "), result::err);
    assertFalse(result.err().contains("did you mean"), result::err);
  }

  @ParameterizedTest
  @ValueSource(strings = {"imds", "sts"})
  void isNotGivenWhereAwsDidNotDeny(String silent) throws IOException {
    aws.queue(Fault.status(silent, 403).always());
    Result result = asrole().run("whomai", "--", "true");
    assertFailsWithoutHint(result);
    Result offline = asrole().with("AWS_EC2_METADATA_DISABLED", "true").run("whomai", "--", "true");
    assertFailsWithoutHint(offline);
  }

  @Test
  void isNotGivenForARoleBehindADeniedSource() throws IOException {
    aws.queue(Fault.denied("sts.AssumeRole").always());
    Result result = asrole().run("--source", "profile:deploy-prod", "whomai", "--", "true");
    assertTrue(result.err().startsWith("asrole: cannot assume arn:aws:iam::"), result::err);
    assertTrue(
        result.err().endsWith("; run: asrole doctor --source=profile:deploy-prod whomai\n"),
        result::err);
    assertEquals(1, result.err().split("run: asrole doctor", -1).length - 1, result::err);
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void fitsTwoLinesOfATerminalAndNamesTheDoctor(Front front) throws IOException {
    AsRole asrole = front.of(asrole());
    String line =
        "asrole: cannot assume arn:aws:iam::123456789012:role/Nope: AccessDenied for"
            + " assumed-role/ExampleRole/i-0123456789abcdef0; run: asrole doctor Nope";
    assertEquals(line, onTerminal(asrole, "Nope", "--", "true"));
    assertEquals(line, onTerminal(asrole, "Nope", "--", "true"), "of a remembered denial");
    String hinted =
        "asrole: 'shell' is not a subcommand, use: asrole --shell ROLE; cannot assume"
            + " arn:aws:iam::123456789012:role/shell: AccessDenied; run: asrole doctor shell";
    assertTrue(Math.max(line.length(), hinted.length()) <= 2 * 80);
    assertEquals(hinted, onTerminal(asrole, "shell", "--", "true"));
    String whole = onTerminal(asrole, "--debug", "Nope", "--", "true");
    assertTrue(whole.endsWith(REFUSED + "; run: asrole doctor Nope"), whole);
  }

  /** What asrole prints on a terminal of its own. */
  private static String onTerminal(AsRole asrole, String... arguments) {
    Path script = Path.of("/usr/bin/script");
    assumeTrue(Files.isExecutable(script), "SKIPPED: " + script + " is not installed");
    List<String> words = new ArrayList<>();
    for (String word : asrole.words(arguments)) {
      words.add("'" + word + "'");
    }
    Result result =
        asrole
            .startOther(script.toString(), "-qefc", String.join(" ", words), "/dev/null")
            .result();
    assertEquals(125, result.exitCode(), result.out());
    return result.out().strip();
  }

  /** Without them the doctor would diagnose another call, which may work. */
  @Test
  void theDoctorGetsTheOptionsOfTheCall() throws IOException {
    for (String subcommand : List.of("exec", "credentials", "whoami")) {
      List<String> call =
          new ArrayList<>(
              List.of(
                  subcommand,
                  "--tag=team=a b",
                  "--external-id",
                  "x-1",
                  "--role-session-name=me",
                  "--source-identity=alice",
                  "--source=instance",
                  "--region",
                  "us-east-1",
                  "--best-effort-tags",
                  "Nope"));
      if (subcommand.equals("exec")) {
        call.addAll(List.of("--", "true"));
      }
      Result result = asrole().run(call.toArray(String[]::new));
      String options = result.err().replaceFirst("(?s).*; run: asrole doctor ", "");
      assertEquals(
          "'--tag=team=a b' --external-id=x-1 --role-session-name=me --source-identity=alice"
              + " --source=instance --region=us-east-1 --best-effort-tags Nope\n",
          options,
          result::err);
      String[] doctor = {"sh", "-c", "asrole() { echo \"$#\"; }; asrole doctor " + options};
      assertEquals(new Result(0, "9\n", ""), asrole().startOther(doctor).result());
    }
  }
}
