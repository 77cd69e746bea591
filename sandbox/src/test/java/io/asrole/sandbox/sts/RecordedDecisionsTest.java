// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.decide.Decider;
import io.asrole.sandbox.decide.DecisionLines;
import io.asrole.sandbox.iam.DecisionRecord;
import io.asrole.sandbox.json.JsonPlace;
import io.asrole.sandbox.oidc.SigningKey;
import io.asrole.sandbox.session.Credentials;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** STS records one decision for each request, and it is the decision of the subcommand decide. */
class RecordedDecisionsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String TARGET = "arn:aws:iam::123456789012:role/Target";
  private static final String CALLER =
      "arn:aws:sts::123456789012:assumed-role/App/i-0123456789abcdef0";
  private static final String ANSWER =
      "403 AccessDenied User: "
          + CALLER
          + " is not authorized to perform: %s on resource: "
          + TARGET;
  private static final String TRUSTS_APP =
      """
      {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:role/App"}, "Action": \
      ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]}""";
  private static final String TRUSTS_EC2 =
      """
      {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": \
      "sts:AssumeRole"}""";
  private static final String MAY_ALL =
      """
      {"Effect": "Allow", "Action": "sts:*", "Resource": "*"}""";
  private static final String DENIES_TAGS =
      """
      {"Effect": "Deny", "Action": "sts:TagSession", "Resource": "*"}""";

  private final List<DecisionRecord> decisions = new ArrayList<>();

  @Test
  void anExplicitDenialOfTheTagsComesBeforeAnImplicitDenialOfTheRole() throws IOException {
    World world = world(DENIES_TAGS, TRUSTS_EC2);
    String answer =
        request(world, null, Map.of("Tags.member.1.Key", "team", "Tags.member.1.Value", "blue"));
    assertEquals(ANSWER.formatted("sts:TagSession"), answer);
    assertEquals(List.of("sts:TagSession ExplicitlyDenied"), recorded());
    assertSameAsDecide(world, "\"tags\": {\"team\": \"blue\"}");
  }

  @Test
  void anotherSourceIdentityThanThatOfTheSessionIsARefusal() throws IOException {
    World world = world(MAY_ALL, TRUSTS_APP);
    String answer = request(world, "alice", Map.of("SourceIdentity", "bob"));
    assertEquals(ANSWER.formatted("sts:SetSourceIdentity"), answer);
    assertEquals(List.of("sts:SetSourceIdentity ImplicitlyDenied"), recorded());
    assertSameAsDecide(
        world, "\"sourceIdentity\": \"bob\", \"context\": {\"aws:SourceIdentity\": \"alice\"}");
  }

  @Test
  void anAllowedRequestForThreeActionsIsOneDecision() throws IOException {
    World world = world(MAY_ALL, TRUSTS_APP);
    request(
        world,
        "alice",
        Map.of(
            "Tags.member.1.Key", "team", "Tags.member.1.Value", "blue", "SourceIdentity", "alice"));
    assertEquals(List.of("sts:AssumeRole Allowed"), recorded());
    assertSameAsDecide(world, "\"tags\": {\"team\": \"blue\"}, \"sourceIdentity\": \"alice\"");
  }

  @Test
  void aDurationThatIsTooLongIsSaidBesideTheDecision() {
    String sentence =
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
            + " chaining.";
    String answer = request(world(MAY_ALL, TRUSTS_APP), null, Map.of("DurationSeconds", "3601"));
    assertEquals("400 ValidationError " + sentence, answer);
    DecisionRecord record = decisions.get(0);
    assertEquals("Allowed", record.document().get("decision"));
    assertEquals("ValidationError: " + sentence, record.document().get("error"));
    assertTrue(record.isRefusal());
    assertEquals(
        "Allowed: sts:AssumeRole by "
            + CALLER
            + " on "
            + TARGET
            + ": Statement 1 of the trust policy of "
            + TARGET
            + " allows sts:AssumeRole to "
            + CALLER
            + ". STS refuses the request: ValidationError: "
            + sentence,
        record.line());
  }

  @Test
  void aRequestThatIsDeniedIsNotToldAboutItsDuration() {
    String answer = request(world(MAY_ALL, TRUSTS_EC2), null, Map.of("DurationSeconds", "3601"));
    assertEquals(ANSWER.formatted("sts:AssumeRole"), answer);
    assertFalse(decisions.get(0).document().containsKey("error"));
  }

  /** Sends AssumeRole and returns the error in one line, or the answer. */
  private String request(
      World world, @Nullable String sourceIdentity, Map<String, String> parameters) {
    RoleSessions sessions = new RoleSessions();
    StsService sts =
        new StsService(
            world,
            sessions,
            null,
            () -> NOW,
            () -> NOW,
            new SigningKey(),
            call -> {},
            decisions::add);
    Credentials app =
        sessions
            .open(
                world.roles().get(0),
                "i-0123456789abcdef0",
                Map.of(),
                Set.of(),
                sourceIdentity,
                List.of(),
                NOW.plusSeconds(60))
            .credentials();
    Map<String, String> all = new HashMap<>(Map.of("RoleArn", TARGET, "RoleSessionName", "x1"));
    all.putAll(parameters);
    return Errors.of(sts.answer(new SignedRequests(app, NOW).post("AssumeRole", all)));
  }

  private List<String> recorded() {
    return decisions.stream().map(d -> d.action() + " " + d.decision().result().text()).toList();
  }

  private void assertSameAsDecide(World world, String members) throws IOException {
    StringWriter out = new StringWriter();
    String question =
        "{\"caller\": \"%s\", \"role\": \"%s\", \"sessionName\": \"x1\", %s}"
            .formatted(CALLER, TARGET, members);
    new DecisionLines(new Decider(world, () -> NOW), Path.of(""), false, false)
        .answer(
            new BufferedReader(new StringReader(question)),
            new PrintWriter(out),
            new PrintWriter(new StringWriter()));
    JsonPlace answer = JsonPlace.parse(out.toString());
    Map<String, Object> recorded = decisions.get(0).document();
    assertEquals(recorded.get("decision"), answer.required("decision").text());
    assertEquals(recorded.get("because"), answer.required("because").text());
  }

  private static World world(String policy, String trust) {
    return World.parse(
        """
        {"account": "123456789012", "partition": "aws", "region": "us-east-1",
         "instance": {"id": "i-0123456789abcdef0", "profile": "App", "role": "App"},
         "roles": [
           {"arn": "arn:aws:iam::123456789012:role/App", "trust": {"Statement": %s},
            "policies": [{"Statement": %s}]},
           {"arn": "%s", "trust": {"Statement": %s}, "policies": []}]}
        """
            .formatted(TRUSTS_EC2, policy, TARGET, trust));
  }
}
