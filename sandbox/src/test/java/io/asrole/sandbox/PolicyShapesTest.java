// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.sandbox.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Policies of the shapes that people have. A world may contain them, and other roles keep theirs.
 */
class PolicyShapesTest {
  private static final Path FOLDER = Path.of("src/test/resources/shapes");
  private static final String USERS =
      """
      "users": [
        {"arn": "arn:aws:iam::123456789012:user/alice", "policies": []},
        {"arn": "arn:aws:iam::123456789012:user/bob", "policies": []}
      ],
      """;

  static List<Path> trustPolicies() throws IOException {
    return files("trust");
  }

  static List<Path> identityPolicies() throws IOException {
    return files("identity");
  }

  @Test
  void thereAre28TrustPoliciesAnd10IdentityPolicies() throws IOException {
    assertEquals(28, trustPolicies().size());
    assertEquals(10, identityPolicies().size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("trustPolicies")
  void aRoleOfThisTrustPolicyChangesNoDecisionOfOtherRoles(Path file) throws IOException {
    String roles = "\"roles\": [";
    String world = World.seedJson().replace(roles, USERS + roles + Files.readString(file) + ",");
    Decide unusual = new Decide(World.parse(world));
    Decide seed = new Decide();
    for (String request : seedRequests()) {
      assertEquals(seed.line(request), unusual.line(request));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("identityPolicies")
  void anInstanceRoleMayHaveThisIdentityPolicy(Path file) throws IOException {
    String first = "\"policies\": [";
    String world =
        World.seedJson()
            .replaceFirst(
                java.util.regex.Pattern.quote(first),
                java.util.regex.Matcher.quoteReplacement(first + Files.readString(file) + ","));
    assertEquals(2, World.parse(world).roles().get(0).policies().size());
  }

  private static List<String> seedRequests() {
    List<String> names = List.of("ExampleRole", "ExampleAssumedRole", "Missing");
    return Stream.of("ExampleRole", "ExampleAssumedRole")
        .flatMap(
            caller ->
                names.stream()
                    .map(
                        role ->
                            """
                            {"caller": "arn:aws:sts::123456789012:assumed-role/%s/alice", \
                            "role": "arn:aws:iam::123456789012:role/%s"}"""
                                .formatted(caller, role)))
        .toList();
  }

  private static List<Path> files(String kind) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(kind))) {
      return files.sorted().toList();
    }
  }
}
