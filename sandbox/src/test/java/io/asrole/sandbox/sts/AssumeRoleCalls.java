// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.session.Credentials;
import io.asrole.sandbox.session.RoleSession;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.world.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls AssumeRole as the instance of the built-in world. */
final class AssumeRoleCalls {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final String ROLE = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
  static final String ME = "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0";
  static final String DENIED = "403 AccessDenied User: " + ME + " is not authorized to perform: ";

  final RoleSessions sessions = new RoleSessions();
  final World world =
      World.parse(
          World.seedJson()
              .replace(
                  "role/ExampleRole\"},\n          \"Action\": \"sts:AssumeRole\"",
                  "role/ExampleRole\"},\n          \"Action\": \"sts:*\""));
  final StsService sts = service(world);
  final Credentials instance =
      sessions
          .open(
              world.roles().get(0),
              world.instance().id(),
              Map.of(),
              Set.of(),
              null,
              List.of(),
              NOW.plusSeconds(60))
          .credentials();

  StsService service(World of) {
    return new StsService(of, sessions, null, () -> NOW, call -> {});
  }

  Response call(Map<String, String> more) {
    return sts.answer(new SignedRequests(instance, NOW).post("AssumeRole", parameters(more)));
  }

  static Map<String, String> parameters(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(Map.of("RoleArn", ROLE, "RoleSessionName", "alice"));
    all.putAll(more);
    return all;
  }

  RoleSession opened(Response response) {
    Matcher id = Pattern.compile("<AccessKeyId>(.*)</AccessKeyId>").matcher(response.body());
    assertTrue(id.find(), response.body());
    return sessions.find(Objects.requireNonNull(id.group(1))).orElseThrow();
  }
}
