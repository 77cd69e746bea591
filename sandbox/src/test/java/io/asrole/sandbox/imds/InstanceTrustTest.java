// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.sandbox.iam.DecisionRecord;
import io.asrole.sandbox.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EC2 gets the role of the instance profile exactly if the trust policy allows it. */
class InstanceTrustTest {
  private static final String WORLD =
      """
      {"account": "123456789012", "context": {"aws:SourceVpc": "vpc-1"},
       "instance": {"id": "i-0123456789abcdef0", "profile": "App", "role": "App"},
       "roles": [{"arn": "arn:aws:iam::123456789012:role/App", "trust": {"Version": "2012-10-17",
         "Statement": [
           {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"},
            "Action": "sts:AssumeRole"},
           {"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole", "Condition": %s}]}}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'Bool': {'aws:PrincipalIsAWSService': 'false'}} | true",
        "{'BoolIfExists': {'aws:PrincipalIsAWSService': 'false'}} | true",
        "{'StringEquals': {'aws:PrincipalServiceName': 'ec2.amazonaws.com'}} | false",
        "{'DateGreaterThan': {'aws:CurrentTime': '2020-01-01T00:00:00Z'}} | false",
        "{'DateLessThan': {'aws:CurrentTime': '2020-01-01T00:00:00Z'}} | true",
        "{'StringEquals': {'aws:SourceVpc': 'vpc-1'}} | false",
        "{'Null': {'aws:SourceVpc': 'true'}} | true",
        "{'StringEquals': {'sts:RoleSessionName': 'i-0123456789abcdef0'}} | false",
      })
  void decidesWithAllConditionKeys(String denied, boolean admits) {
    World world = World.parse(WORLD.formatted(denied.replace('\'', '"')));
    List<DecisionRecord> refusals = new ArrayList<>();
    InstanceTrust trust =
        new InstanceTrust(world, () -> Instant.parse("2026-01-01T00:00:00Z"), refusals::add);
    assertEquals(admits, trust.admitsEc2(world.roles().get(0)));
    assertEquals(admits ? 0 : 1, refusals.size());
    for (DecisionRecord refusal : refusals) {
      assertEquals("ec2.amazonaws.com", refusal.caller());
      assertEquals("ExplicitlyDenied", refusal.decision().result().text());
    }
  }
}
