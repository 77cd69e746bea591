// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.session.Credentials;
import io.asrole.sandbox.session.RoleSession;
import io.asrole.sandbox.world.World;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Session tags and the source identity. */
class AssumeRoleTagsTest {
  private final AssumeRoleCalls calls = new AssumeRoleCalls();

  @Test
  void tagsAndSourceIdentityNeedTheirOwnPermission() {
    StsService plain = calls.service(World.builtIn());
    Map<String, String> tagged =
        AssumeRoleCalls.parameters(
            Map.of("Tags.member.1.Key", "team", "Tags.member.1.Value", "blue"));
    SignedRequests signed = new SignedRequests(calls.instance, AssumeRoleCalls.NOW);
    assertEquals(
        AssumeRoleCalls.DENIED + "sts:TagSession on resource: " + AssumeRoleCalls.ROLE,
        Errors.of(plain.answer(signed.post("AssumeRole", tagged))));
    assertEquals(
        AssumeRoleCalls.DENIED + "sts:SetSourceIdentity on resource: " + AssumeRoleCalls.ROLE,
        Errors.of(
            plain.answer(
                signed.post(
                    "AssumeRole", AssumeRoleCalls.parameters(Map.of("SourceIdentity", "bob"))))));
  }

  @Test
  void keepsTagsAndSourceIdentity() {
    Response response =
        calls.call(
            Map.of(
                "Tags.member.1.Key", "team",
                "Tags.member.1.Value", "blue",
                "TransitiveTagKeys.member.1", "Team",
                "SourceIdentity", "bob"));
    RoleSession session = calls.opened(response);
    assertEquals(Map.of("team", "blue"), session.transitiveTags());
    assertEquals("bob", session.sourceIdentity());
    assertTrue(response.body().contains("<SourceIdentity>bob</SourceIdentity>"));
    assertTrue(response.body().contains("<PackedPolicySize>1</PackedPolicySize>"));
  }

  @Test
  void handsTransitiveTagsAndSourceIdentityOn() {
    String trustsItself =
        World.seedJson()
            .replace("{\"AWS\": \"arn:aws:iam::123456789012:role/ExampleRole\"}", "\"*\"")
            .replace("\"Action\": \"sts:AssumeRole\"", "\"Action\": \"sts:*\"")
            .replace(
                "\"policies\": []",
                "\"policies\": [{\"Statement\": {\"Effect\": \"Allow\", \"Action\":"
                    + " \"sts:SetSourceIdentity\", \"Resource\": \"*\"}}]");
    StsService open = calls.service(World.parse(trustsItself));
    Map<String, String> tagged =
        AssumeRoleCalls.parameters(
            Map.of(
                "Tags.member.1.Key", "team",
                "Tags.member.1.Value", "blue",
                "TransitiveTagKeys.member.1", "team",
                "SourceIdentity", "bob"));
    Credentials first =
        calls
            .opened(
                open.answer(
                    new SignedRequests(calls.instance, AssumeRoleCalls.NOW)
                        .post("AssumeRole", tagged)))
            .credentials();
    SignedRequests chained = new SignedRequests(first, AssumeRoleCalls.NOW);
    RoleSession second =
        calls.opened(open.answer(chained.post("AssumeRole", AssumeRoleCalls.parameters(Map.of()))));
    assertEquals(Map.of("team", "blue"), second.transitiveTags());
    assertEquals("bob", second.sourceIdentity());
    assertTrue(
        Errors.of(open.answer(chained.post("AssumeRole", tagged)))
            .startsWith("400 ValidationError One of"));
    assertTrue(
        Errors.of(
                open.answer(
                    chained.post(
                        "AssumeRole", AssumeRoleCalls.parameters(Map.of("SourceIdentity", "eve")))))
            .contains("sts:SetSourceIdentity"));
  }

  @Test
  void inheritedTagsNeedThePermissionToTagASession() {
    String anyone = "{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"sts:AssumeRole\"}";
    String instance =
        "{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::123456789012:role/ExampleRole\"},"
            + " \"Action\": \"sts:TagSession\"}";
    String world =
        World.seedJson()
            .replaceFirst(
                "(ExampleAssumedRole\",\\s+\"trust\": )(?s:\\{.*?\\}\\s+\\})",
                "$1{\"Version\": \"2012-10-17\", \"Statement\": [%s, %s]}"
                    .formatted(anyone, instance));
    StsService service = calls.service(World.parse(world));
    Map<String, String> tagged =
        AssumeRoleCalls.parameters(
            Map.of(
                "Tags.member.1.Key", "team",
                "Tags.member.1.Value", "blue",
                "TransitiveTagKeys.member.1", "team"));
    SignedRequests byInstance = new SignedRequests(calls.instance, AssumeRoleCalls.NOW);
    RoleSession first = calls.opened(service.answer(byInstance.post("AssumeRole", tagged)));
    SignedRequests chained = new SignedRequests(first.credentials(), AssumeRoleCalls.NOW);
    assertTrue(
        Errors.of(service.answer(chained.post("AssumeRole", AssumeRoleCalls.parameters(Map.of()))))
            .contains("not authorized to perform: sts:TagSession"));
  }

  @Test
  void refusesTagsThatCannotBe() {
    assertEquals(
        "400 ValidationError Duplicate tag keys found. Please note that Tag keys are case"
            + " insensitive.",
        Errors.of(
            calls.call(
                Map.of(
                    "Tags.member.1.Key", "team",
                    "Tags.member.1.Value", "",
                    "Tags.member.2.Key", "TEAM",
                    "Tags.member.2.Value", ""))));
    assertEquals(
        "400 ValidationError The specified transitive tag key must be included in the requested"
            + " tags.",
        Errors.of(calls.call(Map.of("TransitiveTagKeys.member.1", "team"))));
  }
}
