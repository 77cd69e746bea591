// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asrole.sandbox.json.Complaints;
import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // operator, values in the policy, value in the request (none: absent), holds
        "StringEquals              | 'a'          | a    | true",
        "StringEquals              | 'a'          | A    | false",
        "StringEquals              | 'a','b'      | b    | true",
        "StringEquals              | 'a'          |      | false",
        "StringNotEquals           | 'a'          | b    | true",
        "StringNotEquals           | 'a','b'      | b    | false",
        "StringNotEquals           | 'a'          |      | true",
        "StringEqualsIgnoreCase    | 'a'          | A    | true",
        "StringNotEqualsIgnoreCase | 'a'          | A    | false",
        "StringLike                | 'a*'         | abc  | true",
        "StringLike                | 'a*'         | Abc  | false",
        "StringNotLike             | 'a*'         | abc  | false",
        "StringNotLike             | 'a*'         |      | true",
        "StringEqualsIfExists      | 'a'          |      | true",
        "StringEqualsIfExists      | 'a'          | b    | false",
        "StringNotEqualsIfExists   | 'a'          |      | true",
        "Null                      | 'true'       |      | true",
        "Null                      | 'true'       | a    | false",
        "Null                      | 'false'      | a    | true",
        "Null                      | 'false'      |      | false",
        "Bool                      | 'true'       | TRUE | true",
        "Bool                      | 'true'       |      | false",
        "BoolIfExists              | 'false'      |      | true",
        "ForAnyValue:StringEquals  | 'a'          |      | false",
        "ForAllValues:StringEquals | 'a'          |      | true",
      })
  void holdsAsIamSays(String operator, String values, String present, boolean expected) {
    Context context = new Context().with("sts:ExternalId", present);
    String json = "[" + values.replace('\'', '"') + "]";
    assertEquals(expected, holds(operator, "STS:externalid", json, context));
  }

  @ParameterizedTest
  @CsvSource({
    "ArnLike,      arn:aws:iam::*:role/*,       true",
    "ArnEquals,    arn:aws:iam::1?3:role/team*, true",
    "ArnEquals,    arn:*,                       false",
    "ArnLike,      arn:aws:iam::123:role/Deep,  false",
    "ArnNotLike,   arn:aws:iam::*:role/*,       false",
    "ArnNotEquals, arn:aws:iam::*:user/*,       true",
  })
  void matchesArnsPartByPart(String operator, String pattern, boolean expected) {
    Context context = new Context().with("aws:PrincipalArn", "arn:aws:iam::123:role/team/Deep");
    assertEquals(expected, holds(operator, "aws:PrincipalArn", "\"" + pattern + "\"", context));
  }

  @Test
  void looksAtEveryTagKey() {
    Context context = new Context().with("aws:TagKeys", List.of("cost", "team"));
    assertEquals(true, holds("ForAnyValue:StringEquals", "aws:TagKeys", "\"team\"", context));
    assertEquals(false, holds("ForAllValues:StringEquals", "aws:TagKeys", "\"team\"", context));
    assertEquals(
        true,
        holds("ForAllValues:StringEquals", "aws:TagKeys", "[\"team\", \"cost\", \"x\"]", context));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    refuses("IsEqual", "aws:SourceIp", "\"10.0.0.0/8\"", "IsEqual: ");
    refuses("NullIfExists", "sts:ExternalId", "\"true\"", "NullIfExists: ");
    refuses("stringequals", "sts:ExternalId", "\"a\"", "stringequals: ");
    refuses("Bool", "aws:PrincipalTag/x", "\"yes\"", "Bool.aws:PrincipalTag/x: ");
    refuses("IpAddress", "aws:SourceIp", "\"10.0.0.0/33\"", "IpAddress.aws:SourceIp: ");
    refuses("DateLessThan", "aws:CurrentTime", "\"tomorrow\"", "DateLessThan.aws:CurrentTime: ");
    refuses("NumericEquals", "aws:EpochTime", "\"many\"", "NumericEquals.aws:EpochTime: ");
    refuses("StringEquals", "sts:ExternalId", "{}", "StringEquals.sts:ExternalId: ");
  }

  private static void refuses(String operator, String key, String values, String start) {
    JsonException error =
        assertThrows(JsonException.class, () -> holds(operator, key, values, new Context()));
    String message = String.valueOf(error.getMessage());
    assertEquals(start, message.substring(0, Math.min(start.length(), message.length())));
  }

  private static boolean holds(String operator, String key, String values, Context context) {
    JsonPlace block = JsonPlace.parse("{\"%s\": {\"%s\": %s}}".formatted(operator, key, values));
    return new ConditionReader(true, false, Complaints.STRICT)
        .read(block).stream().allMatch(condition -> condition.holds(context));
  }
}
