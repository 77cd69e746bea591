// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.SessionCredentials;
import io.asrole.role.RoleArn;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantDocumentTest {
  @Test
  void readsWhatItHasWritten() throws Exception {
    GrantDocument document =
        new GrantDocument(
            RoleArn.parse("arn:aws:iam::123456789012:role/ReadLogs"),
            "arn:aws:sts::123456789012:assumed-role/ReadLogs/alice@i-0123456789abcdef0",
            "AROACKCEVSQ6C2EXAMPLE:alice@i-0123456789abcdef0",
            "eu-central-1",
            Instant.parse("2026-11-25T11:10:03.125Z"),
            new SessionCredentials(
                "ASIAIOSFODNN7EXAMPLE",
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "IQoJb3JpZ2luX2VjEXAMPLETOKEN",
                Instant.parse("2026-11-25T12:10:03Z")));
    assertEquals(Optional.of(document), GrantDocument.read(document.write()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"Version\":1}", "sudo: unknown user", "{\"Version\":"})
  void isNotInOtherText(String text) {
    assertEquals(Optional.empty(), GrantDocument.read(text));
  }
}
