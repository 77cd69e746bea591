// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.asrole.AsroleException;
import io.asrole.Trouble;
import io.asrole.role.SessionParameters;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/doctor.md does not show, because the sandbox is not EC2. */
class RemediesTest {
  private static final Names INSTANCE =
      new Names(true, "i-0123456789abcdef0", "123456789012", "aws", "eu-west-1", "R", "P");
  private static final Names ELSEWHERE = Names.ofHardware(false, "");
  private static final String ROLE = "arn:aws:iam::123456789012:role/Deploy";
  private static final String CALLER =
      "arn:aws:sts::123456789012:assumed-role/R/i-0123456789abcdef0";
  private static final Attempt DEPLOY =
      Attempt.of("Deploy")
          .from("instance")
          .with("ASIAIOSFODNN7EXAMPLE", true)
          .as(CALLER)
          .of(ROLE, SessionParameters.NONE);

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void nothingThatTheDoctorIsAskedForIsWithoutRemedy(Trouble trouble) {
    String all = told(trouble, INSTANCE, Map.of());
    assertFalse(trouble.hasMoreToTell() && all.isEmpty(), trouble + " has no remedy");
    assertFalse(all.contains("INSTANCE_"), all);
    String nameless = told(trouble, ELSEWHERE, Map.of());
    assertFalse(nameless.contains(" \n") || nameless.contains("  "), nameless);
  }

  @Test
  void tellsAnInstanceFromAnotherHost() {
    assertEquals(
        """
        this is the EC2 instance i-0123456789abcdef0: a rule on it keeps this user or container from\
         its metadata
        sudo iptables -S OUTPUT | grep 169.254 # a rule with --uid-owner, say
        """,
        told(Trouble.METADATA_UNREACHED, INSTANCE, Map.of()));
    assertEquals(
        """
        this host is no EC2 instance, by its hardware
        name another source: --source environment or profile:NAME; or try asrole without AWS:\
         asrole-sandbox asrole ROLE -- COMMAND
        """,
        told(Trouble.METADATA_UNREACHED, ELSEWHERE, Map.of()));
  }

  @Test
  void knowsTheNetworksThatHaveNoWayToSts() {
    assertEquals(
        """
        the network leads out by a proxy, and no variable names it
        export HTTPS_PROXY=http://HOST:PORT NO_PROXY=169.254.169.254
        the instance is in a private subnet without NAT gateway and without an endpoint of STS, or\
         that endpoint's security group lacks port 443
        aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id VPC --subnet-ids SUBNET\
         --service-name com.amazonaws.eu-west-1.sts --region eu-west-1
        """,
        told(Trouble.STS_UNREACHED, INSTANCE, Map.of()));
    assertEquals(
        "the proxy that HTTPS_PROXY names does not serve",
        told(Trouble.STS_SILENT, INSTANCE, Map.of("HTTPS_PROXY", "http://proxy:3128"))
            .lines()
            .findFirst()
            .orElse(""));
  }

  @Test
  void namesWhatStandsBetweenHereAndSts() {
    Map<String, String> both =
        Map.of("HTTPS_PROXY", "http://proxy:3128", "AWS_ENDPOINT_URL", "https://sts");
    String all =
        """
        the proxy that HTTPS_PROXY names does not serve
        unset HTTPS_PROXY https_proxy
        AWS_ENDPOINT_URL leads to https://sts, which does not serve
        unset AWS_ENDPOINT_URL
        """;
    assertEquals(all, told(Trouble.STS_STRANGE, INSTANCE, both));
    assertEquals(all, told(Trouble.STS_SILENT, INSTANCE, both));
    assertEquals(
        List.of("another server answers under the name of STS: its certificate has other names"),
        new Remedies(INSTANCE, DEPLOY, Map.of())
                .of(
                    AsroleException.unavailable("No subject alternative names matching")
                        .because(Trouble.STS_UNTRUSTED))
                .stream()
                .map(Remedy::cause)
                .toList());
  }

  @Test
  void asksWhetherAnotherAccountIsMeant() {
    Attempt elsewhere =
        DEPLOY.of("arn:aws:iam::210987654321:role/x/Deploy", SessionParameters.NONE);
    String first = candidates(elsewhere, "User: is not authorized").get(0);
    assertEquals(
        "the role is in another account (210987654321; the caller is in 123456789012): is that the"
            + " one that is meant?",
        first);
  }

  @Test
  void knowsThatPartitionsAreApart() {
    Attempt china = DEPLOY.of("arn:aws-cn:iam::123456789012:role/Deploy", SessionParameters.NONE);
    assertEquals(
        List.of("the role is in the partition aws-cn, the caller in aws: AWS keeps them apart"),
        candidates(china, "no"));
    assertEquals(Verdict.WARN, china.known().verdict());
    assertEquals(Verdict.WARN, INSTANCE.in("cn-north-1").regionFound().verdict());
    assertEquals(Verdict.OK, INSTANCE.regionFound().verdict());
  }

  @Test
  void tellsOfAnInstanceWhatIsKnown() {
    assertEquals(
        "i-0123456789abcdef0, account 123456789012, eu-west-1, partition aws",
        INSTANCE.instanceFound().says());
    assertEquals("of unknown id", ELSEWHERE.instanceFound().says());
  }

  @Test
  void takesAwsAtItsWord() {
    assertEquals(
        List.of(
            "as AWS says, the permissions of arn:aws:iam::123456789012:role/R do not allow"
                + " sts:AssumeRole on the role's whole ARN (needed where the trust policy names the"
                + " account, not the caller)"),
        candidates(DEPLOY, "because no identity-based policy allows the sts:AssumeRole action"));
    assertEquals(
        List.of("a Deny statement, as AWS says: nothing that allows wins over it"),
        candidates(DEPLOY, "with an explicit deny in a service control policy"));
    assertEquals(
        List.of(
            "the source credentials are those of the account's root user, who may assume no role"),
        candidates(DEPLOY, "Roles may not be assumed by root accounts."));
  }

  @Test
  void readsTheCallerInTheAnswerWhereItIsNotKnown() {
    String words = "User: " + CALLER + " is not authorized to perform: sts:AssumeRole on resource";
    assertEquals(
        "the trust policy of Deploy does not name the caller: arn:aws:iam::123456789012:role/R (with"
            + " its path, if it has one)",
        candidates(DEPLOY.as(""), words).get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "cannot use AWS_CA_BUNDLE /x: No such file or directory, AWS_CA_BUNDLE",
    "malformed AWS_ENDPOINT_URL_STS '/x': expected a URL such as https://HOST, AWS_ENDPOINT_URL_STS",
    "malformed AWS_ENDPOINT_URL '/x': expected a URL such as https://HOST, AWS_ENDPOINT_URL",
    "AWS_EC2_METADATA_SERVICE_ENDPOINT is '/x', AWS_EC2_METADATA_SERVICE_ENDPOINT"
  })
  void namesTheVariableThatIsNotAsItShouldBe(String sentence, String variable) {
    Remedy only = new Remedy("this environment has " + variable + "=/x", "unset " + variable);
    assertEquals(
        List.of(only),
        new Remedies(ELSEWHERE, DEPLOY, Map.of(variable, "/x"))
            .of(AsroleException.refused(sentence)));
  }

  private static List<String> candidates(Attempt attempt, String words) {
    return new Remedies(INSTANCE, attempt, Map.of())
        .of(AsroleException.refused(words).because(Trouble.DENIED)).stream()
            .map(Remedy::cause)
            .toList();
  }

  private static String told(Trouble trouble, Names names, Map<String, String> environment) {
    return new Remedies(names, DEPLOY, environment)
        .of(AsroleException.refused("no").because(trouble)).stream()
            .map(remedy -> remedy.cause() + "\n" + remedy.fix() + "\n")
            .collect(Collectors.joining());
  }
}
