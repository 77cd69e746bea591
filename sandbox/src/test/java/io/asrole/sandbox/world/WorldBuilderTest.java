// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldBuilderTest {
  private static final String DENY_ALL =
      "{\"Statement\": {\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}}";

  @TempDir Path folder;

  @Test
  void buildsTheBuiltInWorld() {
    assertEquals(json(World.seedJson()), json(World.seed().json()));
  }

  @Test
  void addsToARoleThatIsThereAlready() {
    RoleBuilder deploy = World.seed().role("Deploy").trusts("ExampleRole");
    deploy.role("ExampleRole").trusts("Deploy").mayAssume("Deploy");
    World world = deploy.build();
    assertEquals(3, world.roles().size());
    assertEquals(2, world.roles().get(0).policies().size());
    assertEquals(
        List.of(
            Map.of("Service", "ec2.amazonaws.com"),
            Map.of("AWS", "arn:aws:iam::123456789012:role/Deploy")),
        statements(deploy, 0).stream().map(s -> s.get("Principal")).toList());
  }

  @Test
  void writesATrustPolicyForEachKindOfPrincipal() {
    RoleBuilder role =
        WorldBuilder.account("123456789012")
            .role("team/x/Deploy")
            .trusts("team/x/Build")
            .trusts("210987654321")
            .when("StringEquals", "sts:ExternalId", "42", "43")
            .when("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5")
            .trusts("arn:aws:iam::210987654321:user/alice")
            .trusts("*")
            .trustsOidcProvider("https://token.actions.githubusercontent.com");
    assertEquals(
        json(
            """
            [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"AWS": "arn:aws:iam::123456789012:role/team/x/Build"}},
             {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "210987654321"},
              "Condition": {"StringEquals": {"sts:ExternalId": ["42", "43"],
                                             "aws:PrincipalOrgID": ["o-a1b2c3d4e5"]}}},
             {"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"AWS": "arn:aws:iam::210987654321:user/alice"}},
             {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}},
             {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
              "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"}}]
            """),
        statements(role, 0));
  }

  @Test
  void takesPolicyDocumentsFromTextsAndFiles() throws IOException {
    Path trust = folder.resolve("trust.json");
    Files.writeString(
        trust,
        """
        {"Version": "2012-10-17", "Statement": [{"Sid": "Mine", "Effect": "Allow",
         "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "sts:AssumeRole"}]}
        """);
    Path policy = Files.writeString(folder.resolve("policy.json"), DENY_ALL);
    RoleBuilder role =
        WorldBuilder.account("123456789012")
            .role("Deploy")
            .trusts("Replaced")
            .trustPolicy(trust)
            .policy(policy)
            .policy(DENY_ALL)
            .boundary(DENY_ALL)
            .tag("team", "blue")
            .maxSessionDuration(Duration.ofHours(4));
    assertEquals("Mine", statements(role, 0).get(0).get("Sid"));
    Role built = role.build().roles().get(0);
    assertEquals(2, built.policies().size());
    assertTrue(built.boundary() != null);
    assertEquals(Map.of("team", "blue"), built.tags());
    assertEquals(Duration.ofHours(4), built.maxSessionDuration());
  }

  @Test
  void hasAllThatAWorldFileHas() {
    World world =
        WorldBuilder.account("210987654321")
            .region("cn-north-1")
            .instanceRole("App")
            .instanceTag("Name", "web")
            .userData("#!/bin/sh")
            .metadata("local-ipv4", "10.0.0.7")
            .user("alice", DENY_ALL)
            .oidcProvider("https://oidc.example.org", "sts.amazonaws.com")
            .scp(DENY_ALL)
            .organization("o-a1b2c3d4e5", "123456789012")
            .managementAccount("111122223333")
            .context("aws:SourceVpc", "vpc-1")
            .role("App")
            .trustsService("ec2.amazonaws.com")
            .build();
    assertEquals("210987654321", world.account());
    assertEquals(Partition.AWS_CN, world.partition());
    Instance instance = world.instance();
    assertEquals(
        "arn:aws-cn:iam::210987654321:role/App",
        Objects.requireNonNull(instance.role()).arn().toString());
    assertEquals("App", instance.profile());
    assertEquals(Map.of("Name", "web"), instance.tags());
    assertEquals("#!/bin/sh", instance.userData());
    assertEquals(Map.of("local-ipv4", "10.0.0.7"), world.metadata());
    assertEquals("arn:aws-cn:iam::210987654321:user/alice", world.users().get(0).arn().toString());
    assertEquals(1, world.users().get(0).policies().size());
    assertEquals(
        List.of(new OidcProvider("https://oidc.example.org", List.of("sts.amazonaws.com"))),
        world.oidcProviders());
    assertEquals(1, world.scps().size());
    assertEquals(
        new Organization("o-a1b2c3d4e5", List.of("123456789012"), "111122223333"),
        world.organization());
    assertEquals(Map.of("aws:SourceVpc", List.of("vpc-1")), world.context());
  }

  @Test
  void isCheckedAsAWorldFileIs() {
    assertEquals(
        "region: not a region of the partition aws",
        message(JsonException.class, WorldBuilder.account("123456789012").region("mars-1")));
    assertTrue(
        message(
                JsonException.class,
                WorldBuilder.account("123456789012").role("A").trustPolicy("{}"))
            .contains("roles[0].trust"));
  }

  @Test
  void saysWhichRoleHasNoTrustPolicyAndWhichTextIsNotJson() {
    assertEquals(
        "role Deploy has no trust policy: call trusts or trustPolicy",
        message(IllegalStateException.class, World.seed().role("Deploy")));
    RoleBuilder role = World.seed().role("Deploy");
    assertEquals(
        "role Deploy has no trust statement for the condition: call trusts first",
        assertThrows(IllegalStateException.class, () -> role.when("Bool", "k", "true"))
            .getMessage());
    assertEquals(
        "the trust policy of role Deploy: not JSON: nothing there",
        assertThrows(IllegalArgumentException.class, () -> role.trustPolicy("")).getMessage());
    Path missing = folder.resolve("missing.json");
    assertEquals(
        "cannot read the policy file " + missing,
        assertThrows(UncheckedIOException.class, () -> role.policy(missing)).getMessage());
    role.trustPolicy(DENY_ALL);
    assertEquals(
        "role Deploy has a whole trust policy already",
        assertThrows(IllegalStateException.class, () -> role.trusts("X")).getMessage());
  }

  private static Object json(String text) {
    return JsonPlace.parse(text).value();
  }

  private static String message(Class<? extends RuntimeException> type, WorldDraft draft) {
    return String.valueOf(assertThrows(type, draft::build).getMessage());
  }

  /** The statements in the trust policy of a role, by its place in the world. */
  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> statements(WorldDraft draft, int role) {
    Map<String, Object> world = (Map<String, Object>) json(draft.json());
    Map<String, Object> entry = ((List<Map<String, Object>>) member(world, "roles")).get(role);
    return (List<Map<String, Object>>)
        member((Map<String, Object>) member(entry, "trust"), "Statement");
  }

  private static Object member(Map<String, Object> object, String name) {
    return Objects.requireNonNull(object.get(name));
  }
}
