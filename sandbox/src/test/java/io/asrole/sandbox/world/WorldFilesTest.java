// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.json.Complaints;
import io.asrole.sandbox.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorldFilesTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/R";
  private static final String ANYONE = statement("'Principal': '*', 'Action': 'sts:AssumeRole'");

  @TempDir Path folder;

  @Test
  void readsAllMembers() throws IOException {
    Files.writeString(folder.resolve("trust.json"), json(ANYONE));
    Files.writeString(
        folder.resolve("allow.json"), json(statement("'Action': 'sts:*', 'Resource': '*'")));
    World world =
        read(
            """
            {'$schema': 'https://example.com/world.schema.json', 'account': '123456789012',
             'instance': {'id': 'i-12345678', 'tags': {'Name': 'web'}, 'userData': '#!/bin/sh'},
             'roles': [{'arn': '%s', 'trust': 'trust.json', 'policies': ['allow.json'],
               'boundary': 'arn:aws:iam::aws:policy/PowerUserAccess'}],
             'users': [{'arn': 'arn:aws:iam::123456789012:user/alice', 'policies': ['allow.json'],
               'boundary': 'allow.json', 'tags': {'team': 'blue'}}],
             'oidcProviders': [{'url': 'https://token.actions.githubusercontent.com',
               'clientIds': ['sts.amazonaws.com']}],
             'scps': ['allow.json'],
             'organization': {'id': 'o-a1b2c3d4e5', 'accounts': ['210987654321'],
               'managementAccount': '111122223333'},
             'context': {'aws:SourceIp': '203.0.113.1', 'aws:PrincipalOrgPaths': ['a', 'b']},
             'metadata': {'local-ipv4': '10.0.0.1'}}
            """
                .formatted(ROLE));
    Role role = world.role(ROLE).orElseThrow();
    assertEquals(1, role.policies().size());
    assertEquals(1, role.trust().statements().size());
    assertTrue(role.boundary() != null);
    assertEquals(Map.of("Name", "web"), world.instance().tags());
    assertEquals("#!/bin/sh", world.instance().userData());
    User user = world.user("arn:aws:iam::123456789012:user/alice").orElseThrow();
    assertEquals(Map.of("team", "blue"), user.tags());
    assertEquals(1, world.scps().size());
    assertEquals(List.of("sts.amazonaws.com"), world.oidcProviders().get(0).clientIds());
    for (String account : List.of("210987654321", "123456789012", "111122223333")) {
      assertTrue(world.isMember(account), account);
      assertEquals(
          account.equals("111122223333"),
          Objects.requireNonNull(world.organization()).isManagement(account));
    }
    assertEquals(List.of("a", "b"), world.context().get("aws:PrincipalOrgPaths"));
    assertEquals("10.0.0.1", world.metadata().get("local-ipv4"));
  }

  @Test
  void errorsNameFileLineAndPath() throws IOException {
    assertEquals(
        folder + "/world.json:3: roles[0].limit: the sandbox does not know this member",
        error("{'account': '123456789012',\n 'roles': [{'arn': '" + ROLE + "',\n 'limit': 1}]}"));
    Files.writeString(folder.resolve("trust.json"), json("{\n\n 'Statement': []}"));
    assertEquals(
        folder + "/trust.json:3: MalformedPolicyDocument: Statement: no statement",
        error(roles("'trust': 'trust.json'")));
    assertEquals(
        folder + "/world.json:1: roles[0].trust: cannot read the file gone.json: no such file",
        error(roles("'trust': 'gone.json'")));
    assertEquals(
        folder
            + "/world.json:1: MalformedPolicyDocument: roles[0].trust.Statement[0].Principal.AWS:"
            + " Invalid principal in policy: \"AWS\":\"arn:aws:iam::123456789012:role/Gone\"",
        error(
            roles(
                "'trust': "
                    + statement(
                        "'Principal': {'AWS': 'arn:aws:iam::123456789012:role/Gone'},"
                            + " 'Action': 'sts:AssumeRole'"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:aws:iam::aws:policy/ReadOnly                | the sandbox does not know the managed policy",
        "arn:aws:iam::aws:policy/ViewOnlyAccess          | the sandbox does not know the managed policy",
        "arn:aws:organizations::aws:policy/p-FullAWSAccess | the sandbox does not know the managed policy",
        "arn:aws:iam::123456789012:policy/Mine           | the sandbox does not have the customer managed policy",
        "arn:aws:s3:::policy                             | not the ARN of a managed policy:",
      })
  void aManagedPolicyWithoutKnownContentIsAnError(String arn, String message) throws IOException {
    String roles = roles("'trust': " + ANYONE + ", 'policies': ['" + arn + "']");
    String expected =
        folder
            + "/world.json:1: roles[0].policies[0]: "
            + message
            + " "
            + arn
            + "; give its document or the name of a file with it";
    assertEquals(expected, error(roles));
    Path file = folder.resolve("world.json");
    List<String> complaints = new ArrayList<>();
    World world = World.read(file, complaint -> complaints.add(complaint.getMessage()));
    assertEquals(List.of(expected), complaints);
    assertEquals(0, world.roles().get(0).policies().get(0).statements().size());
  }

  @Test
  void knowsManagedPoliciesThatPeopleNarrowWith() throws IOException {
    World world =
        read(
            "{'account': '123456789012', 'scps':"
                + " ['arn:aws:organizations::aws:policy/p-FullAWSAccess'], 'roles': [{'arn': '"
                + ROLE
                + "', 'trust': "
                + ANYONE
                + ", 'policies': ['arn:aws:iam::aws:policy/job-function/ViewOnlyAccess'],"
                + " 'boundary': 'arn:aws:iam::aws:policy/SecurityAudit'}]}");
    assertEquals(1, world.scps().get(0).statements().size());
    assertEquals(
        "the managed policy ViewOnlyAccess", world.roles().get(0).policies().get(0).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'users': [{'arn': '%suser/a'}, {'arn': '%suser/a'}] | users[1].arn: a second user of this name, path and case aside",
        "'users': [{'arn': '%suser/a'}, {'arn': '%suser/x/A'}] | users[1].arn: a second user of this name, path and case aside",
        "'oidcProviders': [{'url': 'https://a', 'clientIds': []}, {'url': 'https://a', 'clientIds': ['b']}] | oidcProviders[1].url: a second OIDC provider of this URL",
        "'organization': {'id': 'o-a1b2c3d4e5', 'managementAccount': '1'} | organization.managementAccount: expected an account of 12 digits",
      })
  void refusesWhatAnAccountHasOnce(String member, String message) throws IOException {
    String text = member.replace("%s", "arn:aws:iam::123456789012:");
    assertEquals(
        folder + "/world.json:1: " + message,
        error("{'account': '123456789012', 'roles': [], " + text + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"my key", "a/b", ".", "..", "_index", "", "größe"})
  void refusesTheTagKeysThatEc2RefusesInInstanceMetadata(String key) throws IOException {
    String instance = "'instance': {'id': 'i-12345678',\n 'tags': {'Name': 'web', '%s': 'x'}}";
    String message =
        error("{'account': '123456789012', 'roles': [], " + instance.formatted(key) + "}");
    assertTrue(
        message.startsWith(
            folder + "/world.json:2: instance.tags." + key + ": EC2 does not allow this tag key"),
        message);
    World world = World.read(folder.resolve("world.json"), complaint -> {});
    assertEquals(Map.of("Name", "web"), world.instance().tags());
  }

  @Test
  void allowsTheOtherTagKeysOfEc2() throws IOException {
    String tags = "{'a:b+c-d=e.f,g_h@i': '1', '...': '2', '_index2': '3', '9': 'with space/'}";
    String instance = "{'id': 'i-12345678', 'tags': " + tags + "}";
    assertEquals(
        4,
        read("{'account': '123456789012', 'roles': [], 'instance': " + instance + "}")
            .instance()
            .tags()
            .size());
  }

  @Test
  void nullMeansThatAMemberIsAbsent() throws IOException {
    World world = read(roles("'trust': " + ANYONE + ", 'boundary': null, 'tags': null"));
    assertEquals(true, world.roles().get(0).boundary() == null);
  }

  @Test
  void onlyAWorldFileNamesOtherFiles() {
    JsonException error =
        assertThrows(JsonException.class, () -> World.parse(json(roles("'trust': 'trust.json'"))));
    assertEquals(
        "roles[0].trust: expected a policy: only a world file can name other files",
        error.getMessage());
  }

  private World read(String text) throws IOException {
    Path file = folder.resolve("world.json");
    Files.writeString(file, json(text));
    return World.read(file, Complaints.STRICT);
  }

  private String error(String text) {
    return String.valueOf(assertThrows(JsonException.class, () -> read(text)).getMessage());
  }

  private static String roles(String members) {
    return "{'account': '123456789012', 'roles': [{'arn': '%s', %s}]}".formatted(ROLE, members);
  }

  private static String statement(String elements) {
    return "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', " + elements + "}]}";
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
