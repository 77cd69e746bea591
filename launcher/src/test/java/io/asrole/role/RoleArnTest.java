// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asrole.AsroleException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleArnTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::123456789012:role/Deploy",
        "arn:aws-cn:iam::123456789012:role/team/x/Deploy",
        "arn:aws:iam:::role/without-account",
        "arn:minio:iam:::role/idmp-x",
        "arn:aws:iam::123456789012:user/judged-by-sts"
      })
  void isKeptAsGiven(String arn) throws AsroleException {
    assertEquals(arn, RoleArn.parse(arn).value());
    assertEquals(arn, RoleArn.parse(arn).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:",
        "arn:aws:iam::123456789012",
        "arn::iam::123456789012:role/Deploy",
        "arn:aws:::123456789012:role/Deploy",
        "arn:aws:iam::123456789012:",
        "arn:aws:iam::123456789012:role/two words",
        "arn:aws:iam::123456789012:role/two\nlines",
        "arn:aws:iam::1:role"
      })
  void isRefusedWhenMalformed(String arn) {
    assertThrows(AsroleException.class, () -> RoleArn.parse(arn));
  }

  @Test
  void isRefusedWhenTooLong() throws AsroleException {
    String start = "arn:aws:iam::123456789012:role/";
    String longest = start + "x".repeat(2048 - start.length());
    assertEquals(longest, RoleArn.parse(longest).value());
    assertThrows(AsroleException.class, () -> RoleArn.parse(longest + "x"));
  }

  @Test
  void isNamedWithoutItsPath() {
    RoleArn arn = RoleArn.create("aws", "123456789012", "team/x/Deploy");
    assertEquals("arn:aws:iam::123456789012:role/team/x/Deploy", arn.value());
    assertEquals("Deploy", arn.name());
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::123456789012:role/Deploy, aws, 123456789012, /, Deploy",
    "arn:aws-cn:iam::123456789012:role/team/x/Deploy, aws-cn, 123456789012, /team/x/, Deploy",
    "arn:aws:iam:::role/without-account, aws, '', /, without-account",
    "arn:aws:iam::123456789012:user/path/alice, aws, 123456789012, '', alice"
  })
  void tellsItsParts(String arn, String partition, String account, String path, String name)
      throws AsroleException {
    RoleArn role = RoleArn.parse(arn);
    assertEquals(
        List.of(partition, account, path, name),
        List.of(role.partition(), role.account(), role.path(), role.name()));
  }
}
