// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.agent.it.targets.UseProfiles;
import io.asrole.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Default chains with a profile: one that code chose is left alone, one of the settings is not. */
class ProfilesIT {
  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path folder;
  @AutoClose RoleInSandbox role;

  @BeforeEach
  void opensARole() {
    role = new RoleInSandbox(aws, folder);
  }

  /** 2.17 is the first version with a profile name in the default chain. */
  @ParameterizedTest
  @ValueSource(strings = {"v2-2.17.295", "v2-2.31.78", "v2-newest"})
  void leavesAProfileAloneThatCodeHasChosen(String sdk) throws Exception {
    String key = role.renew().accessKeyId();
    String chosen = role.base().accessKeyId();
    assertEquals(
        Map.of(
            "chain", key,
            "chain-default", key,
            "chain-chosen", chosen,
            "client", RoleInSandbox.ARN,
            "client-chosen", RoleInSandbox.BASE_ARN,
            "v1-chosen", chosen),
        run(sdk, "", ""));
  }

  @Test
  void givesTheRoleInsteadOfTheProfileOfTheEnvironment() throws Exception {
    String key = role.renew().accessKeyId();
    Map<String, String> values = run("v2-newest", "", "chosen");
    assertEquals(key, values.get("chain"));
    assertEquals(key, values.get("chain-chosen"));
    assertEquals(RoleInSandbox.ARN, values.get("client"));
    assertEquals(RoleInSandbox.ARN, values.get("client-chosen"));
  }

  @Test
  void takesAnEmptyProfileOfTheEnvironmentForNone() throws Exception {
    String key = role.renew().accessKeyId();
    Map<String, String> values = run("v2-newest", "", " ");
    assertEquals(key, values.get("chain"));
    assertEquals(key, values.get("chain-default"));
    assertEquals(RoleInSandbox.ARN, values.get("client"));
  }

  @Test
  void replacesProfilesOfCodeIfTheScopeIsAll() throws Exception {
    String key = role.renew().accessKeyId();
    assertEquals(
        Map.of(
            "chain", key,
            "chain-default", key,
            "chain-chosen", key,
            "client", RoleInSandbox.ARN,
            "client-chosen", RoleInSandbox.ARN,
            "v1-chosen", key),
        run("v2-newest", ",scope=all", ""));
  }

  private Map<String, String> run(String sdk, String options, String profile) throws Exception {
    AwsSessionCredentials base = role.base();
    Path config = folder.resolve("config");
    Files.writeString(
        config,
        String.format(
            "[profile chosen]%naws_access_key_id = %s%naws_secret_access_key = %s%n"
                + "aws_session_token = %s%n",
            base.accessKeyId(), base.secretAccessKey(), base.sessionToken()));
    Jvm jvm =
        new Jvm()
            .addOption(role.agent(options))
            .addClassPath(Jvm.sdk(sdk))
            .addClassPath(Jvm.sdk("v1-newest"))
            .addEnvironment(aws.environment())
            .addEnvironment("AWS_CONFIG_FILE", config.toString())
            .addEnvironment("AWS_CREDENTIAL_PROFILES_FILE", config.toString()); // of SDK v1
    if (!profile.isEmpty()) {
      jvm.addEnvironment("AWS_PROFILE", profile);
    }
    Jvm.Result result = jvm.run(UseProfiles.class, role.variable("AWS_ENDPOINT_URL_STS"));
    assertEquals(0, result.exitCode(), result.err());
    return result.values();
  }
}
