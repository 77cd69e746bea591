// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asrole.AsroleException;
import io.asrole.role.SourceChoice.Ambient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleRequestTest {
  private static final String ARN = "arn:aws:iam::123456789012:role/OfTheProfile";
  private static final String RA = "role_arn = " + ARN;
  private static final Map<String, String> CONTAINER =
      Map.of("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials");

  @TempDir Path home;

  @BeforeEach
  void writeTheConfig() throws IOException {
    Files.writeString(
        Files.createDirectory(home.resolve(".aws")).resolve("config"),
        """
        [default]
        region = eu-north-1
        [profile role]
        role_arn = arn:aws:iam::123456789012:role/OfTheProfile
        external_id = of-the-profile
        duration_seconds = 900
        [profile region]
        region = eu-south-1
        [profile keys]
        aws_access_key_id = AKIA1
        [profile withKeys]
        aws_access_key_id = AKIAIOSFODNN7EXAMPLE
        aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
        [profile chained]
        role_arn = arn:aws:iam::123456789012:role/Last
        source_profile = role
        """);
  }

  @Test
  void takesNoProfileWithoutARoleForTheNameOfARole() {
    assertEquals(
        "profile 'region' has no role_arn: add role_arn to it, or give the ARN of the role"
            + " 'region'",
        refusal("region"));
    assertEquals(
        "profile 'withKeys' has no role_arn: add role_arn to it, or give the ARN of the role"
            + " 'withKeys'; to assume another role with its keys: asrole --source profile:withKeys"
            + " ROLE -- COMMAND",
        refusal("withKeys"));
  }

  private String refusal(String role) {
    return assertThrows(AsroleException.class, () -> read(role, null)).sentence();
  }

  @Test
  void takesAnArnThenAProfileWithARoleThenAName() throws AsroleException {
    String arn = "arn:aws:iam::123456789012:role/role";
    assertEquals(new RoleReference.Arn(new RoleArn(arn)), read(arn, null).role());
    assertEquals(new RoleReference.Arn(new RoleArn(ARN)), read("role", null).role());
    assertEquals(new RoleReference.Name(null, "other"), read("other", null).role());
  }

  @Test
  void laysTheCommandLineOverTheProfile() throws AsroleException {
    SessionParameters asked =
        new SessionParameters(
            Duration.ofHours(1), null, null, null, Map.of(), List.of(), null, List.of(), false);
    SessionParameters both =
        RoleRequest.read(
                "role",
                asked,
                null,
                SourceChoice.Ambient.INSTANCE,
                null,
                profiles(Map.of()),
                Map.of())
            .parameters();
    assertEquals(Duration.ofHours(1), both.duration());
    assertEquals("of-the-profile", both.externalId());
  }

  @Test
  void prefersTheContainerWhereItsVariablesAre() throws AsroleException {
    assertEquals(Ambient.INSTANCE, read("x", null).source());
    assertEquals(Ambient.CONTAINER, read("x", null, CONTAINER).source());
    assertEquals(Ambient.CONTAINER, read("x", "auto", CONTAINER).source());
    assertEquals(Ambient.INSTANCE, read("x", "instance", CONTAINER).source());
    assertEquals(Ambient.ENVIRONMENT, read("role", "environment", CONTAINER).source());
  }

  @Test
  void followsChains() throws AsroleException {
    SourceChoice.Chained chained =
        assertInstanceOf(SourceChoice.Chained.class, read("chained", null).source());
    assertEquals(new RoleReference.Arn(new RoleArn(ARN)), chained.request().role());
    assertEquals(Duration.ofMinutes(15), chained.request().parameters().duration());
    assertInstanceOf(SourceChoice.ProfileKeys.class, read("x", "profile:keys").source());
  }

  /** Each file means to have the profile "Deploy", which must not become the role of that name. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "[Deploy]~ROLE | 'Deploy' is not a profile, although FILE has the section [Deploy] in"
            + " line 1: write [profile Deploy] in the AWS config file",
        "~[Profile Deploy]~ROLE_ARN: x | 'Deploy' is not a profile, although FILE has the"
            + " section [Profile Deploy] in line 2: write [profile Deploy] in the AWS config file",
        "[profile \"Deploy]~ROLE | 'Deploy' is not a profile, although FILE has the section"
            + " [profile \"Deploy] in line 1: write [profile Deploy] in the AWS config file",
        "[profile Deploy] ]~ROLE | 'Deploy' is not a profile, although FILE has the section"
            + " [profile Deploy] ] in line 1: write [profile Deploy] in the AWS config file",
        "[profile Deploy]~role_arn = | profile 'Deploy' has an empty role_arn: give it a role ARN"
            + " or remove it",
        "[profile Deploy]~region = x~  ROLE | profile 'Deploy': role_arn in line 3 is indented, so"
            + " it belongs to the property above it: remove the indentation",
        "[profile Deploy]~s3 =~  Role_ARN=x | profile 'Deploy': role_arn in line 3 is indented, so"
            + " it belongs to the property above it: remove the indentation",
        "[profile Deploy]~ROLE~[profile x]~[profile x] | cannot read the AWS config file FILE: line"
            + " 4 repeats the section of line 3: merge the two",
        "[profile Deploy]~ROLE~ROLE | cannot read the AWS config file FILE: line 3 repeats the"
            + " property 'role_arn' of line 2: keep one"
      })
  void refusesAProfileThatItCannotUse(String text, String sentence) throws IOException {
    Path file = home.resolve(".aws/config");
    Files.writeString(file, text.replaceAll("ROLE$|ROLE~", RA + "~").replace('~', '\n'));
    AsroleException refused = assertThrows(AsroleException.class, () -> read("Deploy", null));
    assertEquals(sentence.replace("FILE", file.toString()), refused.sentence());
  }

  @Test
  void refusesAProfileOfTheCredentialsFileThatIsWrittenAsInTheConfigFile() throws IOException {
    Files.writeString(home.resolve(".aws/credentials"), "[profile Deploy]\nrole_arn = " + ARN);
    assertThrows(AsroleException.class, () -> read("Deploy", null));
  }

  @Test
  void takesOtherSectionsForNoProfile() throws Exception {
    Files.writeString(
        home.resolve(".aws/config"), "[Deploy]\nregion = x\n[profile deploy]\nrole_arn = " + ARN);
    assertEquals(new RoleReference.Name(null, "Deploy"), read("Deploy", null).role());
  }

  /** As botocore: _resolve_credentials_from_profile, and its order of providers. */
  @Test
  void endsAChainAtStaticKeys() throws Exception {
    Files.writeString(
        home.resolve(".aws/config"),
        """
        [profile both]
        role_arn = arn:aws:iam::123456789012:role/NotThere
        source_profile = role
        aws_access_key_id = AKIA1
        [profile top]
        role_arn = arn:aws:iam::123456789012:role/Top
        source_profile = both
        [profile process]
        credential_process = true
        aws_access_key_id = AKIA2
        [profile identity]
        aws_access_key_id = AKIA3
        web_identity_token_file = /t
        """);
    SourceChoice.ProfileKeys keys =
        assertInstanceOf(SourceChoice.ProfileKeys.class, read("top", null).source());
    assertEquals("both", keys.profile().name());
    assertEquals("true", process());
    Files.writeString(home.resolve(".aws/credentials"), "[process]\naws_access_key_id = AKIA4\n");
    assertNull(process());
    assertThrows(AsroleException.class, () -> read("x", "profile:identity"));
  }

  private @Nullable String process() throws AsroleException {
    return profiles(Map.of()).find("process").orElseThrow().credentialProcess();
  }

  @Test
  void refusesASourceProfileWithoutKeys() {
    assertThrows(AsroleException.class, () -> read("x", "profile:region"));
    assertThrows(AsroleException.class, () -> read("x", "profile:nobody"));
    assertThrows(AsroleException.class, () -> read("x", "profile:"));
  }

  @Test
  void findsTheRegionInTheOrderOfTheManual() throws AsroleException {
    Map<String, String> variables =
        Map.of("AWS_REGION", "first-1", "AWS_DEFAULT_REGION", "second-2");
    assertEquals("option-1", region("region", "option-1", variables));
    assertEquals("first-1", region("region", null, variables));
    assertEquals("second-2", region("region", null, Map.of("AWS_DEFAULT_REGION", "second-2")));
    assertEquals(
        "second-2", region("x", null, Map.of("AWS_REGION", "", "AWS_DEFAULT_REGION", "second-2")));
    assertEquals("eu-south-1", region("region", null, Map.of()));
    assertEquals("eu-north-1", region("role", null, Map.of()));
    assertNull(region("x", null, Map.of("AWS_PROFILE", "role")));
  }

  private @Nullable String region(
      String given, @Nullable String option, Map<String, String> environment)
      throws AsroleException {
    return RoleRequest.region(given, option, profiles(environment), environment);
  }

  private RoleRequest read(String given, @Nullable String source) throws AsroleException {
    return read(given, source, Map.of());
  }

  private RoleRequest read(String given, @Nullable String source, Map<String, String> environment)
      throws AsroleException {
    return RoleRequest.read(
        given,
        SessionParameters.NONE,
        source,
        SourceChoice.Ambient.INSTANCE,
        null,
        profiles(environment),
        environment);
  }

  private Profiles profiles(Map<String, String> variables) throws AsroleException {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("HOME", home.toString());
    return Profiles.load(environment);
  }
}
