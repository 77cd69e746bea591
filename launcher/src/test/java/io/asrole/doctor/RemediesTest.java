// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AsroleException;
import io.asrole.AwsError;
import io.asrole.FailureCause;
import io.asrole.check.Finding.Verdict;
import io.asrole.check.Remedy;
import io.asrole.posix.Ec2Hardware;
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
  private static final HostFacts INSTANCE =
      new HostFacts(true, "i-0123456789abcdef0", "123456789012", "aws", "eu-west-1", "", "R", "P")
          .withStsRegion("eu-west-1");
  private static final HostFacts ELSEWHERE = HostFacts.createFromHardware(Ec2Hardware.OTHER);
  private static final String ROLE = "arn:aws:iam::123456789012:role/Deploy";
  private static final String CALLER =
      "arn:aws:sts::123456789012:assumed-role/R/i-0123456789abcdef0";
  private static final StartAttempt DEPLOY =
      StartAttempt.create("Deploy")
          .withSource("instance")
          .withKey("ASIAIOSFODNN7EXAMPLE", true)
          .withCaller(CALLER)
          .withRole(ROLE, SessionParameters.NONE);

  @ParameterizedTest
  @EnumSource(FailureCause.class)
  void nothingThatTheDoctorIsAskedForIsWithoutRemedy(FailureCause trouble) {
    String all = told(trouble, INSTANCE, Map.of());
    assertFalse(trouble.pointsToDoctor() && all.isEmpty(), trouble + " has no remedy");
    assertFalse(all.contains("INSTANCE_"), all);
    assertNoneIsEmpty(told(trouble, ELSEWHERE, Map.of()));
    assertNoneIsEmpty(told(trouble, ELSEWHERE, StartAttempt.create(""), Map.of()));
    assertNoneIsEmpty(
        told(trouble, INSTANCE, StartAttempt.create("").withKey("ASIA", true), Map.of()));
  }

  /** An empty name would leave two spaces, a space at the end, or an ARN that ends in a slash. */
  private static void assertNoneIsEmpty(String remedies) {
    assertFalse(remedies.matches("(?s).*(  | \n| \\)|\\( |role/[ \n]|'').*"), remedies);
  }

  @ParameterizedTest
  @CsvSource({
    "because no resource control policy allows the sts:AssumeRole action, resource control policy"
        + " of account 123456789012, --filter RESOURCE_CONTROL_POLICY",
    "because no permissions boundary allows the sts:AssumeRole action, permissions boundary of"
        + " arn:aws:iam::123456789012:role/R, --role-name R --query Role.PermissionsBoundary",
    "with an explicit deny in an identity-based policy, the identity-based policy matches,"
        + " aws iam list-attached-role-policies --role-name R",
    "with an explicit deny in the role trust policy, a Deny statement matches, the message names",
    "because no brand-new policy allows the sts:AssumeRole action, the brand-new policy does not"
        + " allow, find the brand-new policy"
  })
  void namesThePolicyThatAwsNames(String words, String cause, String fix) {
    List<Remedy> all = remedies(DEPLOY, words);
    assertEquals(1, all.size(), all::toString);
    assertTrue(all.get(0).cause().contains(cause), all::toString);
    assertTrue(all.get(0).fix().contains(fix), all::toString);
  }

  @Test
  void namesThePolicyThatKeepsATagAway() {
    List<Remedy> all =
        remedies(
            DEPLOY,
            "to perform: sts:TagSession because no service control policy allows the sts:TagSession"
                + " action");
    assertEquals(2, all.size(), all::toString);
    assertTrue(all.get(0).cause().contains("the service control policy of account"), all::toString);
    assertEquals("leave out --tag", all.get(1).fix());
  }

  @Test
  void tellsARegionThatIsNotEnabledFromAnUnknownKey() {
    HostFacts asked = INSTANCE.withStsRegion("me-south-1");
    assertTrue(
        told(FailureCause.SOURCE_UNKNOWN, asked, Map.of())
            .startsWith("STS is called in me-south-1"));
    assertTrue(
        told(FailureCause.SOURCE_UNKNOWN, INSTANCE, Map.of())
            .startsWith("STS does not know the key"));
  }

  @ParameterizedTest
  @CsvSource({"tags.1.member.value, --tag", "sourceIdentity, --source-identity", "roleArn, ''"})
  void namesTheOptionOfARejectedParameter(String member, String option) {
    List<Remedy> all =
        new Remedies(INSTANCE, DEPLOY, Map.of())
            .find(
                answer(FailureCause.PARAMETER, "Value 'x' at '" + member + "' failed to satisfy"));
    assertEquals(
        option.isEmpty()
            ? "change the value that the message names"
            : "give " + option + " another value",
        all.get(0).fix());
  }

  @Test
  void hidesThePasswordOfTheProxy() {
    Map<String, String> proxy = Map.of("HTTPS_PROXY", "http://user:opensesame@proxy:3128/");
    for (FailureCause trouble : FailureCause.values()) {
      String all = told(trouble, INSTANCE, proxy);
      assertFalse(all.contains("opensesame"), all);
    }
    assertTrue(
        told(FailureCause.PROXY_AUTHENTICATION, INSTANCE, proxy)
            .contains(":PASSWORD@proxy:3128\n"));
  }

  @Test
  void tellsAnInstanceFromAnotherHost() {
    assertEquals(
        """
        this is the EC2 instance i-0123456789abcdef0; a firewall rule on it keeps this user or\
         container from instance metadata
        sudo iptables -S OUTPUT | grep 169.254 # for example a rule with --uid-owner
        """,
        told(FailureCause.METADATA_UNREACHED, INSTANCE, Map.of()));
    assertEquals(
        """
        this host is not an EC2 instance, by its hardware
        name another source: --source environment or profile:NAME; or try asrole without AWS:\
         asrole-sandbox asrole ROLE -- COMMAND
        """,
        told(FailureCause.METADATA_UNREACHED, ELSEWHERE, Map.of()));
  }

  @Test
  void knowsTheNetworksThatHaveNoWayToSts() {
    assertEquals(
        """
        this network needs a proxy, and no variable names it
        export HTTPS_PROXY=http://HOST:PORT NO_PROXY=169.254.169.254
        the instance is in a private subnet without a NAT gateway and without a VPC endpoint for\
         STS, or the endpoint's security group does not allow port 443
        aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id VPC --subnet-ids SUBNET\
         --service-name com.amazonaws.eu-west-1.sts --region eu-west-1
        """,
        told(FailureCause.STS_UNREACHED, INSTANCE, Map.of()));
    assertEquals(
        "the proxy proxy:3128 of HTTPS_PROXY does not answer",
        told(FailureCause.STS_SILENT, INSTANCE, Map.of("HTTPS_PROXY", "http://proxy:3128"))
            .lines()
            .findFirst()
            .orElse(""));
  }

  @Test
  void namesWhatStandsBetweenHereAndSts() {
    Map<String, String> both =
        Map.of("HTTPS_PROXY", "http://proxy:3128", "AWS_ENDPOINT_URL", "https://sts");
    String strange =
        """
        the proxy proxy:3128 of HTTPS_PROXY answers in place of STS
        unset HTTPS_PROXY https_proxy
        AWS_ENDPOINT_URL is set to https://sts, which is not STS
        unset AWS_ENDPOINT_URL
        """;
    assertEquals(strange, told(FailureCause.STS_STRANGE, INSTANCE, both));
    String silent =
        """
        the proxy proxy:3128 of HTTPS_PROXY does not answer
        unset HTTPS_PROXY https_proxy
        AWS_ENDPOINT_URL is set to https://sts, which does not answer
        unset AWS_ENDPOINT_URL
        """;
    assertEquals(silent, told(FailureCause.STS_SILENT, INSTANCE, both));
    assertEquals(
        List.of("another server answers under the name of STS: its certificate has other names"),
        new Remedies(INSTANCE, DEPLOY, Map.of())
                .find(
                    AsroleException.unavailable("no")
                        .withFailureCause(FailureCause.STS_CERTIFICATE_NAME))
                .stream()
                .map(Remedy::cause)
                .toList());
  }

  @Test
  void asksWhetherAnotherAccountIsMeant() {
    StartAttempt elsewhere =
        DEPLOY.withRole("arn:aws:iam::210987654321:role/x/Deploy", SessionParameters.NONE);
    String first = candidates(elsewhere, "User: is not authorized").get(0);
    assertEquals(
        "the role is in account 210987654321, the caller in account 123456789012; the account may"
            + " be wrong",
        first);
  }

  @Test
  void knowsThatPartitionsAreApart() {
    StartAttempt china =
        DEPLOY.withRole("arn:aws-cn:iam::123456789012:role/Deploy", SessionParameters.NONE);
    assertEquals(
        List.of(
            "the role is in the partition aws-cn and the caller in aws; no role can be assumed"
                + " across partitions"),
        candidates(china, "no"));
    assertEquals(Verdict.WARN, china.roleFinding().verdict());
    assertEquals(Verdict.WARN, INSTANCE.withStsRegion("cn-north-1").regionFinding().verdict());
    assertEquals(Verdict.OK, INSTANCE.regionFinding().verdict());
  }

  @Test
  void tellsOfAnInstanceWhatIsKnown() {
    assertEquals(
        "i-0123456789abcdef0, account 123456789012, eu-west-1, partition aws",
        INSTANCE.instanceFinding().says());
    assertEquals("of unknown id", ELSEWHERE.instanceFinding().says());
  }

  @Test
  void takesAwsAtItsWord() {
    assertEquals(
        List.of(
            "as AWS says, the policies of arn:aws:iam::123456789012:role/R do not allow"
                + " sts:AssumeRole on the role's whole ARN (needed where the trust policy names the"
                + " account, not the caller)"),
        candidates(DEPLOY, "because no identity-based policy allows the sts:AssumeRole action"));
    assertEquals(
        List.of(
            "as AWS says, a Deny statement of the service control policy matches; no Allow"
                + " overrides it"),
        candidates(DEPLOY, "with an explicit deny in a service control policy"));
    assertEquals(
        List.of("a Deny statement matches, as AWS says; no Allow overrides it"),
        candidates(DEPLOY, "with an explicit deny"));
    assertEquals(
        List.of(
            "the source credentials belong to the root user of the account, which cannot assume"
                + " roles"),
        candidates(DEPLOY, "Roles may not be assumed by root accounts."));
  }

  @Test
  void readsTheCallerInTheAnswerWhereItIsNotKnown() {
    String words = "User: " + CALLER + " is not authorized to perform: sts:AssumeRole on resource";
    assertEquals(
        "the trust policy of Deploy does not name the caller arn:aws:iam::123456789012:role/R (with"
            + " its path, if it has one)",
        candidates(DEPLOY.withCaller(""), words).get(0));
  }

  @Test
  void namesTheVariableThatHasABadValue() {
    AsroleException failure = AsroleException.refused("no").withSetting("AWS_CA_BUNDLE");
    assertEquals(
        List.of(new Remedy("this environment has AWS_CA_BUNDLE=/x", "unset AWS_CA_BUNDLE")),
        new Remedies(ELSEWHERE, DEPLOY, Map.of("AWS_CA_BUNDLE", "/x")).find(failure));
  }

  @Test
  void namesTheFileThatHasABadValue() {
    AsroleException failure = AsroleException.refused("no").withSetting("ca_bundle of profile 'p'");
    assertEquals(
        List.of(new Remedy("the AWS config file has this value", "${EDITOR:-vi} ~/.aws/config")),
        new Remedies(ELSEWHERE, DEPLOY, Map.of()).find(failure));
  }

  private static AsroleException answer(FailureCause cause, String words) {
    return AsroleException.refused("no")
        .withFailureCause(cause)
        .withAwsError(new AwsError("", "Code", words));
  }

  private static List<String> candidates(StartAttempt attempt, String words) {
    return remedies(attempt, words).stream().map(Remedy::cause).toList();
  }

  private static List<Remedy> remedies(StartAttempt attempt, String words) {
    return new Remedies(INSTANCE, attempt, Map.of()).find(answer(FailureCause.DENIED, words));
  }

  private static String told(
      FailureCause trouble, HostFacts names, Map<String, String> environment) {
    return told(trouble, names, DEPLOY, environment);
  }

  private static String told(
      FailureCause trouble,
      HostFacts names,
      StartAttempt attempt,
      Map<String, String> environment) {
    return new Remedies(names, attempt, environment)
        .find(AsroleException.refused("no").withFailureCause(trouble)).stream()
            .map(remedy -> remedy.cause() + "\n" + remedy.fix() + "\n")
            .collect(Collectors.joining());
  }
}
