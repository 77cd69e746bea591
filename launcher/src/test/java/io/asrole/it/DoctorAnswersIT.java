// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.DoctorPage.doctor;
import static io.asrole.it.DoctorPage.documented;
import static io.asrole.it.DoctorPage.error;
import static io.asrole.it.DoctorPage.fromFirstNotOk;
import static io.asrole.it.DoctorPage.withNamesOfThePage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.control.Fault;
import io.asrole.sandbox.json.JsonPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of docs/doctor.md where AWS, a proxy or the host says itself what is wrong. */
@Tag("one-jdk")
class DoctorAnswersIT {
  private static final String ROLE = "ExampleAssumedRole";
  private static final String ROLE_ARN = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
  private static final String ROLES = "imds:/latest/meta-data/iam/security-credentials/";
  private static final String DENIED =
      "User: arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0 is not"
          + " authorized to perform: ";
  private static final String ASSUME_ROLE = DENIED + "sts:AssumeRole on resource: " + ROLE_ARN;
  private static final String SCP_ARN =
      "arn:aws:organizations::111122223333:policy/o-exampleorgid/service_control_policy/p-examplepolicyid111";

  @TempDir Path home;

  static Stream<Arguments> answers() {
    return Stream.of(
        denied("9c", " because no permissions boundary allows the sts:AssumeRole action"),
        denied("9d", " because no session policy allows the sts:AssumeRole action"),
        denied("9e", " because no VPC endpoint policy allows the sts:AssumeRole action"),
        denied("9f", " because no service control policy allows the sts:AssumeRole action"),
        denied("9g", " with an explicit deny in a service control policy: " + SCP_ARN),
        Arguments.of(
            "4b",
            List.of(
                Fault.body(ROLES, 200, "text/plain", ""),
                Fault.status("imds:/latest/meta-data/iam/info", 404))),
        Arguments.of(
            "18b",
            List.of(
                error(
                    "sts.AssumeRole",
                    400,
                    "PackedPolicyTooLarge",
                    "Packed size of session tags consumes 112% of allotted space."))),
        Arguments.of(
            "19d",
            List.of(
                error(
                    "sts",
                    403,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided."
                        + " Check your AWS Secret Access Key and signing method. Consult the service"
                        + " documentation for details."))),
        Arguments.of(
            "19g",
            List.of(
                Fault.body(
                    ROLES + "ExampleRole",
                    200,
                    "application/json",
                    """
                    {"Code": "Success", "AccessKeyId": "ASIAIOSFODNN7EXAMPLE",
                     "SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                     "Token": "AQoDYXdzEJr", "Expiration": "2024-01-01T00:00:00Z"}"""),
                error(
                    "sts",
                    403,
                    "ExpiredToken",
                    "The security token included in the request is expired"))),
        Arguments.of("20f", List.of(Fault.status("sts.AssumeRole", 503))),
        Arguments.of(
            "20i",
            List.of(
                Fault.body(
                    "sts",
                    403,
                    "application/xml",
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <Error><Code>AccessDenied</Code><Message>Access Denied</Message>
                    <RequestId>656c76696e6727732072657175657374</RequestId>
                    <HostId>Uuag1LuByRx9e6j5Onimru9pO4ZVKnJ2Qz7</HostId></Error>"""))));
  }

  private static Arguments denied(String number, String because) {
    return Arguments.of(
        number, List.of(error("sts.AssumeRole", 403, "AccessDenied", ASSUME_ROLE + because)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void reportsTheCauseThatTheAnswerNames(String number, List<Fault> faults) throws IOException {
    try (Sandbox aws = Sandbox.start()) {
      faults.forEach(fault -> aws.queue(fault.always()));
      List<String> arguments =
          number.equals("18b")
              ? List.of("--tag", "team=blue", "--policy", "{\"Version\":\"2012-10-17\"}", ROLE)
              : List.of(ROLE);
      assertReports(number, AsRole.in(aws, home), arguments, aws);
    }
  }

  @Test
  void reportsAWrongSecretOfAKnownKey() throws IOException {
    try (Sandbox aws = Sandbox.start()) {
      JsonPlace keys =
          JsonPlace.parse(
              Metadata.of(aws).get("/latest/meta-data/iam/security-credentials/ExampleRole"));
      AsRole asrole =
          AsRole.in(aws, home)
              .with("AWS_ACCESS_KEY_ID", keys.required("AccessKeyId").text())
              .with("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
              .with("AWS_SESSION_TOKEN", keys.required("Token").text());
      assertReports("19e", asrole, List.of("--source", "environment", ROLE), aws);
    }
  }

  @Test
  void reportsARegionThatTheAccountHasNotEnabledBeforeADeletedRole() throws IOException {
    try (Sandbox aws = Sandbox.start()) {
      String words = "The security token included in the request is invalid.";
      aws.queue(error("sts", 403, "InvalidClientTokenId", words).always());
      AsRole asrole = AsRole.in(aws, home).with("AWS_REGION", "ap-southeast-5");
      assertReports("19f", asrole, List.of(ROLE), aws);
    }
  }

  @Test
  void reportsThatGetCallerIdentityIsDeniedWithARemedyThatNamesTheRole() throws IOException {
    try (Sandbox aws = Sandbox.start()) {
      String resource =
          "sts:GetCallerIdentity because no VPC endpoint policy allows the"
              + " sts:GetCallerIdentity action";
      aws.queue(error("sts.GetCallerIdentity", 403, "AccessDenied", DENIED + resource).always());
      AsRole asrole =
          AsRole.in(aws, home)
              .with("AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE")
              .with("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
              .with("AWS_SESSION_TOKEN", "AQoDYXdzEJr");
      assertReports("9h", asrole, List.of("--source", "environment", ROLE), aws);
    }
  }

  @ParameterizedTest
  @CsvSource({"407 Proxy Authentication Required, 20g", "403 Forbidden, 20h"})
  void reportsWhatTheProxyAnswers(String status, String number) throws IOException {
    try (RefusingProxy proxy = new RefusingProxy(status);
        Sandbox aws = Sandbox.start(SandboxOptions.defaults().withTls())) {
      AsRole asrole =
          AsRole.in(aws, home)
              .with("HTTPS_PROXY", "http://user:opensesame@" + proxy.address())
              .with("NO_PROXY", "")
              .with("no_proxy", "");
      String told = assertReports(number, asrole, List.of(ROLE), aws);
      assertFalse(told.contains("opensesame"), told);
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void reportsJvmOptionsThatNameOtherKeys(Way way) throws IOException {
    try (Sandbox aws = Sandbox.start()) {
      AsRole asrole =
          AsRole.in(aws, home)
              .by(way)
              .with(
                  way == Way.JAR ? "_JAVA_OPTIONS" : "JAVA_TOOL_OPTIONS",
                  "-Daws.accessKeyId=AKIAIOSFODNN7EXAMPLE -Daws.secretAccessKey=opensesame");
      Result result = doctor(asrole, List.of(ROLE));
      String told = fromFirstNotOk(withNamesOfThePage(result.out(), asrole, aws));
      assertEquals(documented("8d"), told.replace("_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
      assertEquals(0, result.exitCode());
    }
  }

  @Test
  void passesNoValueOfJvmOptionsInAnArgument() {
    try (Sandbox aws = Sandbox.start()) {
      aws.queue(Fault.hang("imds").times(1));
      AsRole.Running doctor =
          AsRole.in(aws, home)
              .with("JDK_JAVA_OPTIONS", "-Daws.accessKeyId=AKIA -Daws.secretAccessKey=opensesame")
              .start("doctor", ROLE);
      doctor.until("a request", () -> aws.counters().calls("imds") > 0);
      List<String> arguments =
          doctor
              .process()
              .descendants()
              .map(process -> process.info().commandLine().orElse(""))
              .toList();
      assertTrue(
          arguments.stream().anyMatch(a -> a.contains("asrole.jdk.options")), arguments::toString);
      assertFalse(arguments.toString().contains("opensesame"), arguments::toString);
      doctor.result();
    }
  }

  @Test
  void reportsThatThereIsNoNetworkRoute() throws IOException {
    try (Sandbox aws = Sandbox.start()) {
      AsRole asrole =
          Machine.in(AsRole.in(aws, home).without("AWS_EC2_METADATA_SERVICE_ENDPOINT"), "-rn");
      assertReports("7d", asrole, List.of(ROLE), aws);
    }
  }

  @Test
  void reportsThatTheKernelsFilesAreHidden() throws IOException {
    try (Sandbox aws = Sandbox.start()) {
      AsRole asrole =
          Machine.prepared(AsRole.in(aws, home), "-m", "mount -t proc -o subset=pid proc /proc");
      assertReports("21", asrole, List.of(ROLE), aws);
      assertEquals(0, asrole.become("true").exitCode());
      assertReports("21", asrole, List.of(ROLE), aws);
    }
  }

  /** What the doctor printed, which is what the page has under that number. */
  private static String assertReports(
      String number, AsRole asrole, List<String> arguments, Sandbox aws) throws IOException {
    Result result = doctor(asrole, arguments);
    String told = fromFirstNotOk(withNamesOfThePage(result.out(), asrole, aws));
    assertEquals(documented(number), told, "cause " + number);
    assertEquals(new Result(result.out().contains("\nfail") ? 125 : 0, result.out(), ""), result);
    return result.out();
  }
}
