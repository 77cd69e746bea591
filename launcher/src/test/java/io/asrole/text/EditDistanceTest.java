// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
  private static final List<String> WORDS =
      List.of("exec", "credentials", "whoami", "status", "forget", "--region", "deploy-prod");

  @ParameterizedTest
  @CsvSource({
    "statsu, status", // exchanged
    "statu, status", // missing
    "statuss, status", // too many
    "ststus, status", // wrong
    "crednetails, credentials",
    "whomai, whoami",
    "exce, exec",
    "STATUS, status",
    "Deploy-Prod, deploy-prod",
    "--regoin, --region"
  })
  void isTheWordThatWasMeant(String typed, String meant) {
    assertEquals(Optional.of(meant), EditDistance.findNearest(typed, WORDS));
  }

  @ParameterizedTest
  @CsvSource({
    "status", "Deploy", "e", "''", "list", "role", "backup", "ex", "stop", "-x", "exit", "lookup"
  })
  void isNoneWhereNoneIsNear(String typed) {
    assertEquals(Optional.empty(), EditDistance.findNearest(typed, WORDS));
  }

  @Test
  void takesNoTimeForWhatNobodyTyped() {
    assertEquals(Optional.empty(), EditDistance.findNearest("s".repeat(1_000_000), WORDS));
    assertEquals(Optional.empty(), EditDistance.findNearest("s", List.of("s".repeat(1_000_000))));
  }
}
