// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asrole.AsroleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleReferenceTest {
  @Test
  void isAnArnANameOrAnAccountAndAName() throws AsroleException {
    String arn = "arn:aws:iam::123456789012:role/Deploy";
    assertEquals(new RoleReference.Arn(new RoleArn(arn)), RoleReference.parse(arn));
    assertEquals(new RoleReference.Name(null, "Deploy"), RoleReference.parse("Deploy"));
    assertEquals(
        new RoleReference.Name("123456789012", "team/x/Deploy"),
        RoleReference.parse("123456789012:team/x/Deploy"));
  }

  @Test
  void mayBeginWithTheSlashThatIamShows() throws AsroleException {
    assertEquals(new RoleReference.Name(null, "team/Deploy"), RoleReference.parse("/team/Deploy"));
  }

  @Test
  void takesAwsAlphabetOnly() throws AsroleException {
    String all = "azAZ09_+=,.@-";
    assertEquals(new RoleReference.Name(null, all), RoleReference.parse(all));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "a/",
        "a b",
        "a;b",
        "a\nb",
        "$(id)",
        "\u00e4",
        "1:a",
        "12345678901:a",
        "12345678901x:a",
        "123456789012:",
        ":a",
        "123456789012:a:b",
        "\u0661\u0662:a"
      })
  void isRefusedOtherwise(String text) {
    assertThrows(AsroleException.class, () -> RoleReference.parse(text));
  }
}
