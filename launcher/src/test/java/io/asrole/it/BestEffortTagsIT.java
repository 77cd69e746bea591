// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags and a source identity that the seed's policies do not allow. */
class BestEffortTagsIT {
  private static final String ARN = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
  private static final String WARNINGS =
      "asrole: warning: "
          + ARN
          + ": the session has no tags: AWS refused sts:TagSession\n"
          + "asrole: warning: "
          + ARN
          + ": the session has no source identity: AWS refused sts:SetSourceIdentity\n";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  private Result start(String... options) {
    return AsRole.in(aws, home)
        .under("sh", "-c", "exec \"$@\" ExampleAssumedRole -- echo started", "sh")
        .run(options);
  }

  @Test
  void areRefusedWithTheActionThatIsMissing() {
    for (String[] options : new String[][] {{"--tag", "a=b"}, {"--source-identity", "zoe"}}) {
      String action = options[0].equals("--tag") ? "sts:TagSession" : "sts:SetSourceIdentity";
      Result result = start(options);
      assertEquals(125, result.exitCode());
      assertEquals("", result.out());
      assertTrue(
          result
              .err()
              .endsWith(
                  "is not authorized to perform: "
                      + action
                      + " on resource: "
                      + ARN
                      + "; the role's trust policy, or the policies of this caller's own role, lack"
                      + " "
                      + action
                      + ": add it there, or give --best-effort-tags to continue without it; run:"
                      + " asrole doctor "
                      + String.join("=", options)
                      + " ExampleAssumedRole\n"),
          result.err());
    }
  }

  @Test
  void areLeftOutWithAWarningAtEachStartWhereThatIsAsked() {
    String[] options = {
      "--best-effort-tags", "--tag", "a=b", "--transitive-tag", "a", "--source-identity", "zoe"
    };
    assertEquals(new Result(0, "started\n", WARNINGS), start(options));
    Map<String, String> sent = aws.counters().lastAssumeRole();
    assertEquals(null, sent.get("SourceIdentity"));
    assertEquals(null, sent.get("Tags.member.1.Key"));
    assertEquals(null, sent.get("TransitiveTagKeys.member.1"));
    assertEquals(3, aws.counters().calls("sts.AssumeRole"));
    assertEquals(new Result(0, "started\n", WARNINGS), start(options));
    assertEquals(3, aws.counters().calls("sts.AssumeRole"));
    // Who wants all of it is not served from what has been had without.
    String[] strict = Arrays.copyOfRange(options, 1, options.length);
    assertEquals(125, start(strict).exitCode());
    String history = AsRole.in(aws, home).run("status", "--history").out();
    assertTrue(history.contains(" left_out=sts:TagSession,sts:SetSourceIdentity "), history);
  }

  @Test
  void sayNothingWhereNothingIsAskedFor() {
    assertEquals(new Result(0, "started\n", ""), start("--best-effort-tags"));
  }
}
