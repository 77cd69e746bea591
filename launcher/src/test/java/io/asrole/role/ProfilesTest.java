// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asrole.AsroleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilesTest {
  @TempDir Path home;
  private Path config;
  private Path credentials;

  @BeforeEach
  void nameTheFiles() throws IOException {
    config = Files.createDirectory(home.resolve(".aws")).resolve("config");
    credentials = home.resolve(".aws/credentials");
  }

  @Test
  void areNoneWithoutFiles() throws AsroleException {
    assertEquals(Optional.empty(), load(Map.of()).find("default"));
    assertEquals(Optional.empty(), load(Map.of()).activeRegion());
  }

  @Test
  void areReadFromBothFilesOfTheHomeFolder() throws Exception {
    Files.writeString(config, "[profile p]\nregion = eu-west-1\n");
    Files.writeString(credentials, "[p]\naws_access_key_id = AKIA1\n");
    ConfigProfile p = load(Map.of()).find("p").orElseThrow();
    assertEquals("eu-west-1", p.region());
    assertEquals("AKIA1", p.get("aws_access_key_id"));
    assertEquals("ConfigProfile(p)", p.toString());
  }

  @Test
  void areReadWhereTheVariablesSay() throws Exception {
    Files.writeString(config, "[profile p]\nregion = eu-west-1\n");
    Path other = Files.writeString(home.resolve("other"), "[profile p]\nregion = us-west-2\n");
    Profiles profiles = load(Map.of("AWS_CONFIG_FILE", other.toString()));
    assertEquals(Optional.of("us-west-2"), profiles.find("p").map(ConfigProfile::region));
  }

  @Test
  void knowTheActiveOne() throws Exception {
    Files.writeString(config, "[default]\nregion = one-1\n[profile p]\nregion = two-2\n");
    assertEquals(Optional.of("one-1"), load(Map.of()).activeRegion());
    assertEquals(Optional.of("two-2"), load(Map.of("AWS_PROFILE", "p")).activeRegion());
    assertEquals(Optional.of("two-2"), load(Map.of("AWS_DEFAULT_PROFILE", "p")).activeRegion());
  }

  @Test
  void knowWhichVariablesLeadNowhere() throws Exception {
    Files.writeString(config, "[profile p]\nregion = two-2\n");
    Map<String, String> all =
        Map.of("AWS_CONFIG_FILE", home + "/none", "AWS_PROFILE", "p", "AWS_DEFAULT_PROFILE", "q");
    assertEquals(
        List.of("AWS_CONFIG_FILE", "AWS_PROFILE", "AWS_DEFAULT_PROFILE"),
        load(all).danglingVariables(all));
    Map<String, String> fine = Map.of("AWS_CONFIG_FILE", config.toString(), "AWS_PROFILE", "p");
    assertEquals(List.of(), load(fine).danglingVariables(fine));
    Map<String, String> usual = Map.of("AWS_PROFILE", "default");
    assertEquals(List.of(), load(usual).danglingVariables(usual));
  }

  @Test
  void haveADigestThatFollowsTheConfigFile() throws Exception {
    Files.writeString(config, "[profile p]\n");
    String before = load(Map.of()).configDigest();
    Files.writeString(config, "[default]\n");
    assertNotEquals(before, load(Map.of()).configDigest());
    Files.writeString(config, "[profile p]\n");
    assertEquals(before, load(Map.of()).configDigest());
  }

  @Test
  void nameTheFileThatCannotBeRead() throws Exception {
    Files.writeString(credentials, "aws_secret_access_key = sharp\n");
    AsroleException refused =
        assertThrows(AsroleException.class, () -> load(Map.of()).find("default"));
    assertEquals(
        "cannot read the AWS config file "
            + credentials
            + ": line 1 is before the first section: write [profile NAME] above it",
        refused.sentence());
  }

  private Profiles load(Map<String, String> variables) throws AsroleException {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("HOME", home.toString());
    return Profiles.load(environment);
  }
}
