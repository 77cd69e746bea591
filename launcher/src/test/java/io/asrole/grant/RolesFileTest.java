// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AsroleException;
import io.asrole.role.ConfigProfile;
import io.asrole.role.Profiles;
import io.asrole.role.SessionParameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The properties of a role that only asrole has. */
class RolesFileTest {
  @TempDir Path folder;

  @Test
  void areTheParametersOfAssumeRole() throws Exception {
    ConfigProfile profile =
        profile(
            """
            asrole_policy_arns = ReadOnlyAccess, arn:aws:iam::123456789012:policy/Mine
            asrole_tags = team=ops, cost-center = 42,
            asrole_transitive_tags = team
            asrole_source_identity = user
            """);
    assertEquals(
        new SessionParameters(
            null,
            null,
            null,
            "alice",
            Map.of("team", "ops", "cost-center", "42"),
            List.of("team"),
            null,
            List.of("ReadOnlyAccess", "arn:aws:iam::123456789012:policy/Mine"),
            false),
        RolesFile.parameters(profile, "alice"));
  }

  @Test
  void areNoneWithoutThem() throws Exception {
    assertEquals(SessionParameters.NONE, RolesFile.parameters(profile(""), "alice"));
  }

  @ParameterizedTest
  @CsvSource({
    "asrole_tags = team, asrole_tags of profile 'ReadLogs'",
    "asrole_tags = =ops, asrole_tags of profile 'ReadLogs'",
    "asrole_source_identity = alice, asrole_source_identity of profile 'ReadLogs'",
    "asrole_policy = policy.json, asrole_policy of profile 'ReadLogs'",
  })
  void areErrorsIfTheyAreMalformed(String line, String start) {
    AsroleException failure =
        assertThrows(
            AsroleException.class, () -> RolesFile.parameters(profile(line + "\n"), "alice"));
    assertTrue(failure.sentence().startsWith(start), failure.sentence());
  }

  @Test
  void areAnErrorIfAnotherUserCouldWriteThePolicy() throws Exception {
    Path policy = Files.writeString(folder.resolve("policy.json"), "{}");
    AsroleException failure =
        assertThrows(
            AsroleException.class,
            () -> RolesFile.parameters(profile("asrole_policy = " + policy + "\n"), "alice"));
    assertTrue(failure.sentence().startsWith(policy + " must be a file of root"));
  }

  private ConfigProfile profile(String lines) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("config"),
            "[profile ReadLogs]\nrole_arn = arn:aws:iam::123456789012:role/ReadLogs\n" + lines);
    Map<String, String> environment =
        Map.of(
            "AWS_CONFIG_FILE",
            config.toString(),
            "AWS_SHARED_CREDENTIALS_FILE",
            "/dev/null",
            "HOME",
            folder.toString());
    return Profiles.load(environment).find("ReadLogs").orElseThrow();
  }
}
