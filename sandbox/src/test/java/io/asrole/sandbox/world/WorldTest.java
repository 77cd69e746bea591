// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.json.JsonException;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorldTest {
  @Test
  void theSeedIsTheStoryOfTheDocumentation() {
    World seed = World.builtIn();
    assertEquals("123456789012", seed.account());
    assertEquals("us-east-1", seed.region());
    assertEquals("i-0123456789abcdef0", seed.instance().id());
    assertEquals("ExampleRole", seed.instance().profile());
    assertEquals(
        Optional.of(Optional.ofNullable(seed.instance().role())),
        Optional.of(seed.role("arn:aws:iam::123456789012:role/ExampleRole")));
    assertTrue(seed.role("arn:aws:iam::123456789012:role/ExampleAssumedRole").isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"account\": \"123456789012\" | \"account\": \"1\" | account: expected an account of 12 digits",
        "\"account\": \"123456789012\" | \"account\": 123456789012 | account: expected a string",
        "\"partition\": \"aws\" | \"partition\": \"gcp\" | partition: not a partition",
        "\"region\": \"us-east-1\" | \"region\": \"cn-north-1\" | region: not a region of the partition aws",
        "\"id\": \"i-0123456789abcdef0\" | \"id\": \"x\" | instance.id: expected an instance id",
        "\"role\": \"ExampleRole\" | \"role\": \"Other\" | instance.role: the account 123456789012 has no role of the name Other",
        "\"profile\": \"ExampleRole\", | | instance: an instance has its role by an instance profile: name one",
        "\"policies\": [] | \"policies\": [], \"limit\": {} | roles[1].limit: the sandbox does not know this member",
        "\"policies\": [] | \"policies\": [], \"maxSessionDuration\": 60 | roles[1].maxSessionDuration: expected seconds from 3600 to 43200",
        "\"policies\": [] | \"policies\": [], \"maxSessionDuration\": \"1h\" | roles[1].maxSessionDuration: expected a whole number",
        "\"policies\": [] | \"policies\": [], \"tags\": {\"a\": \"1\", \"A\": \"2\"} | roles[1].tags.A: a second A, case aside",
        "role/ExampleAssumedRole\", | role/x/exampleROLE\", | roles[1].arn: a second role of this name, path and case aside",
        "\"arn:aws:iam::123456789012:role/ExampleAssumedRole\", | \"arn:aws-cn:iam::123456789012:role/X\", | roles[1].arn: not a role ARN of the partition aws",
        "\"Action\": \"sts:AssumeRole\", | \"Action\": \"sts\", | MalformedPolicyDocument: roles[0].policies[0].Statement.Action: not an action: sts",
      })
  void refusesWhatItDoesNotUnderstandAndSaysWhere(String old, String changed, String message) {
    String json =
        World.seedJson()
            .replaceAll("\\s+", " ")
            .replace(old.replaceAll("\\s+", " "), Optional.ofNullable(changed).orElse(""));
    JsonException error = assertThrows(JsonException.class, () -> World.parse(json));
    assertEquals(message, error.getMessage());
  }

  @Test
  void accessKeyIdsHoldTheAccount() {
    for (String account : new String[] {"123456789012", "000000000001", "999999999999"}) {
      String id = UniqueIds.accessKeyId(account, new SecureRandom());
      assertTrue(id.matches("ASIA[A-Z2-7]{16}"), id);
      assertEquals(Optional.of(account), UniqueIds.account(id));
    }
    assertEquals(Optional.empty(), UniqueIds.account("ASIA1"));
  }

  @Test
  void accessKeyIdsOfOneAccountDiffer() {
    SecureRandom random = new SecureRandom();
    assertFalse(
        UniqueIds.accessKeyId("123456789012", random)
            .equals(UniqueIds.accessKeyId("123456789012", random)));
  }
}
