// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentKeysTest {
  @Test
  void areFromAsroleIfItsVariableHasTheSameKeyId() {
    assertTrue(keys("AWS_ACCESS_KEY_ID", "ASIA1", "ASROLE_ACCESS_KEY_ID", "ASIA1").isFromAsrole());
  }

  @Test
  void areNotFromAsroleIfItsVariableHasAnotherKeyIdOrNone() {
    for (EnvironmentKeys keys :
        new EnvironmentKeys[] {
          keys("AWS_ACCESS_KEY_ID", "ASIA1", "ASROLE_ACCESS_KEY_ID", "ASIA2"),
          keys("AWS_ACCESS_KEY_ID", "ASIA1", "ASROLE_ROLE", "arn:aws:iam::123456789012:role/R"),
          // The alternate name of SDK v1.
          keys("AWS_ACCESS_KEY", "ASIA1", "ASROLE_ACCESS_KEY_ID", "ASIA2"),
        }) {
      assertTrue(keys.arePresent());
      assertFalse(keys.isFromAsrole());
      assertEquals(" keys", keys.replySuffix());
    }
  }

  @Test
  void areAbsentIfTheVariablesAreBlank() {
    EnvironmentKeys keys = keys("AWS_ACCESS_KEY_ID", " ", "ASROLE_ACCESS_KEY_ID", " ");
    assertFalse(keys.arePresent());
    assertFalse(keys.isFromAsrole());
    assertEquals("", keys.replySuffix());
  }

  @Test
  void areFromAsroleOnceTheCredentialProcessHasPrintedThem() {
    EnvironmentKeys keys = keys("AWS_ACCESS_KEY_ID", "ASIA1", "AWS_REGION", "us-east-1");
    keys.markIfIssued(credentials("ASIA2"));
    assertFalse(keys.isFromAsrole());
    keys.markIfIssued(credentials("ASIA1"));
    keys.markIfIssued(credentials("ASIA3"));
    assertTrue(keys.isFromAsrole());
  }

  private static EnvironmentKeys keys(String name, String value, String other, String otherValue) {
    return new EnvironmentKeys(Map.of(name, value, other, otherValue));
  }

  private static Credentials credentials(String key) {
    return new Credentials(key, "secret", "token", Instant.MAX, null);
  }
}
