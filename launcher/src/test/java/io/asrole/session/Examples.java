// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.SessionCredentials;
import io.asrole.role.RoleArn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sessions to test with. */
final class Examples {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Examples() {}

  static Session session(Instant issued, Duration life, String accessKeyId) {
    return new Session(
        "Deploy",
        RoleArn.create("aws", "123456789012", "Deploy"),
        "arn:aws:sts::123456789012:assumed-role/Deploy/me",
        "us-east-1",
        issued,
        false,
        "AROAEXAMPLE:me",
        List.of(),
        new SessionCredentials(accessKeyId, "secret/+=", "token/+==", issued.plus(life)));
  }

  static Session session(Instant issued, Duration life) {
    return session(issued, life, "ASIAEXAMPLE");
  }
}
