// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.session.Credentials;
import io.asrole.sandbox.session.RoleSession;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.world.Role;
import io.asrole.sandbox.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls STS with signed requests of the instance. */
final class SignedCalls {
  static final Instant NOW = Instant.parse("2026-01-01T00:20:00Z");
  static final String ME = "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0";

  final World world = World.builtIn();
  final RoleSessions sessions = new RoleSessions();
  final List<StsCall> calls = new ArrayList<>();
  final StsService sts = new StsService(world, sessions, null, () -> NOW, calls::add);
  final Role role = world.roles().get(0);
  final Credentials keys = open(NOW.plusSeconds(60)).credentials();

  int statusAt(Instant date) {
    return sts.answer(new SignedRequests(keys, date).post("GetCallerIdentity", Map.of())).status();
  }

  RoleSession open(Instant expiration) {
    return sessions.open(
        role, world.instance().id(), Map.of(), Set.of(), null, List.of(), expiration);
  }

  Response answer(Request request) {
    return sts.answer(request);
  }

  SignedRequests signed() {
    return signed(keys);
  }

  static SignedRequests signed(Credentials keys) {
    return new SignedRequests(keys, NOW);
  }

  static Request withHeader(Request request, String name, String value) {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put(name, value);
    return new Request(request.method(), request.path(), request.query(), headers, request.body());
  }

  void assertError(String expected, Request request) {
    assertEquals(expected, error(request));
  }

  String error(Request request) {
    return Errors.of(sts.answer(request));
  }
}
