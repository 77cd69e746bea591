// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without a role, whoami says whom AWS's own tools would be, or why it cannot know. */
class WhoamiIT {
  private static final String SESSION = "arn:aws:sts::123456789012:assumed-role/";
  private static final String INSTANCE = SESSION + "ExampleRole/i-0123456789abcdef0\n";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  @Test
  void isTheActiveProfileBeforeTheInstance() throws IOException {
    AsRole keys = withKeys();
    Files.writeString(
        home.resolve("credentials"),
        """
        [keys]
        aws_access_key_id = %s
        aws_secret_access_key = %s
        aws_session_token = %s
        """
            .formatted(
                keys.get("AWS_ACCESS_KEY_ID"),
                keys.get("AWS_SECRET_ACCESS_KEY"),
                keys.get("AWS_SESSION_TOKEN")));
    AsRole asrole =
        config(
                """
                [default]
                region = us-east-1
                [profile role]
                role_arn = arn:aws:iam::123456789012:role/ExampleAssumedRole
                role_session_name = of-the-profile
                credential_source = Ec2InstanceMetadata
                """)
            .with("AWS_SHARED_CREDENTIALS_FILE", home.resolve("credentials").toString());
    assertEquals(new Result(0, INSTANCE, ""), asrole.run("whoami"));
    String role = SESSION + "ExampleAssumedRole/of-the-profile\n";
    assertEquals(new Result(0, role, ""), asrole.with("AWS_PROFILE", "role").run("whoami"));
    Result ofKeys = asrole.with("AWS_DEFAULT_PROFILE", "keys").run("whoami");
    assertTrue(ofKeys.out().startsWith(SESSION + "ExampleAssumedRole/"), ofKeys::err);
    Result ofEnvironment = keys.with("AWS_PROFILE", "role").run("whoami");
    assertEquals(ofKeys, ofEnvironment);
    Result named = asrole.with("AWS_PROFILE", "role").run("whoami", "--source", "instance");
    assertEquals(new Result(0, INSTANCE, ""), named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AWS_PROFILE=nobody | AWS_PROFILE names the profile 'nobody', which is not in CONFIG or"
            + " /dev/null",
        "AWS_PROFILE=sso | cannot tell which identity AWS's tools have here: profile 'sso'"
            + " has sso_session, which asrole does not support; run: aws sts get-caller-identity",
        "AWS_WEB_IDENTITY_TOKEN_FILE=/t | cannot tell which identity AWS's tools have here:"
            + " AWS_WEB_IDENTITY_TOKEN_FILE names a web identity, which asrole does not support;"
            + " run: aws sts get-caller-identity",
        "AWS_PROFILE=half | profile 'half' has role_arn and neither source_profile nor"
            + " credential_source, so AWS's tools fail with it: add credential_source ="
            + " Ec2InstanceMetadata, or name a source_profile",
        "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE | cannot get source credentials from the"
            + " environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set"
      })
  void saysWhyItCannotKnow(String variable, String sentence) throws IOException {
    String config =
        "[profile sso]\nsso_session = s\n[profile half]\nrole_arn = arn:aws:iam::1:role/Half\n";
    String[] parts = variable.split("=", 2);
    AsRole asrole = config(config).with(parts[0], parts[1]);
    String line = sentence.replace("CONFIG", home.resolve("config").toString());
    assertEquals(new Result(125, "", "asrole: " + line + "\n"), asrole.run("whoami"));
  }

  private AsRole config(String text) throws IOException {
    Path file = Files.writeString(home.resolve("config"), text);
    return AsRole.in(aws, home).with("AWS_CONFIG_FILE", file.toString());
  }

  /** An environment with the keys of a role, as other tools leave them. */
  private AsRole withKeys() {
    AsRole asrole = AsRole.in(aws, home);
    String lines = asrole.run(AsRole.ROLE, "--", "env").out();
    for (String name : new String[] {"ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN"}) {
      String variable = "AWS_" + name;
      String value = lines.replaceFirst("(?s).*(?:^|\n)" + variable + "=([^\n]*)\n.*", "$1");
      asrole = asrole.with(variable, value);
    }
    return asrole;
  }
}
