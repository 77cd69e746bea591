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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.control.Fault;
import io.asrole.sandbox.imds.ImdsMode;
import io.asrole.sandbox.json.JsonPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each cause that docs/doctor.md tells of, played, and told word for word as it stands there. */
@Tag("one-jdk")
class DoctorIT {
  private static final String ROLE = "ExampleAssumedRole";
  private static final String ROLE_ARN = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
  private static final String PROFILE = ",\n    \"profile\": \"ExampleRole\"";
  private static final String ROLE_IN_PROFILE = ",\n    \"role\": \"ExampleRole\"";
  private static final String TRUSTED = "{\"AWS\": \"arn:aws:iam::123456789012:role/ExampleRole\"}";
  private static final String INFO = "imds:/latest/meta-data/iam/info";
  private static final String ROLES = "imds:/latest/meta-data/iam/security-credentials/";

  /** What somebody waits for gladly; the run of a test has to load Java too. */
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path home;

  /** A cause, and how it is met. */
  private record Case(
      SandboxOptions options,
      List<Fault> faults,
      UnaryOperator<AsRole> surroundings,
      List<String> arguments) {

    static Case of(SandboxOptions options) {
      return new Case(options, List.of(), UnaryOperator.identity(), List.of(ROLE));
    }

    /** In the seed's world. */
    static Case of(Fault... faults) {
      List<Fault> always = Stream.of(faults).map(Fault::always).toList();
      SandboxOptions usual = SandboxOptions.defaults();
      return new Case(usual, always, UnaryOperator.identity(), List.of(ROLE));
    }

    Case with(String name, String value) {
      return new Case(
          options, faults, asrole -> surroundings.apply(asrole).with(name, value), arguments);
    }

    Case without(String name) {
      return new Case(
          options, faults, asrole -> surroundings.apply(asrole).without(name), arguments);
    }

    Case asking(String... arguments) {
      return new Case(options, faults, surroundings, List.of(arguments));
    }
  }

  static Stream<Arguments> cases() {
    Map<String, Case> cases = new TreeMap<>();
    cases.put("1", Case.of(Worlds.seedWith(PROFILE + ROLE_IN_PROFILE, "")));
    cases.put("2", Case.of(Worlds.seedWith("ec2.amazonaws.com", "rds.amazonaws.com")));
    String deleted =
        "{\"Code\": \"InstanceProfileNotFound\", \"Message\": \"Instance Profile with id AIPA1 cannot be found.\"}";
    cases.put("3", Case.of(Fault.status(ROLES, 404), Fault.body(INFO, 200, "text/plain", deleted)));
    cases.put("4", Case.of(Worlds.seedWith(ROLE_IN_PROFILE, "")));
    cases.put("5", Case.of(Fault.hang("imds.token")));
    cases.put("6", Case.of());
    cases.put("7a", Case.of(SandboxOptions.defaults().withImds(ImdsMode.OFF)));
    cases.put("7b", Case.of().with("AWS_EC2_METADATA_DISABLED", "true"));
    String dead = "http://127.0.0.1:1"; // where nobody listens
    cases.put("7c", Case.of().with("AWS_EC2_METADATA_SERVICE_ENDPOINT", dead));
    cases.put("8a", Case.of(Fault.garbled("imds.token")));
    cases.put("8b", Case.of(Fault.status("imds.token", 403)));
    cases.put(
        "8c",
        Case.of(SandboxOptions.defaults().withTls()).with("http_proxy", "http://127.0.0.1:1"));
    String because = " because no role trust policy allows the sts:AssumeRole action";
    String user = "User: arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0";
    String denied = user + " is not authorized to perform: sts:AssumeRole on resource: " + ROLE_ARN;
    cases.put("9b", Case.of(error("sts.AssumeRole", 403, "AccessDenied", denied + because)));
    cases.put("15a", Case.of().asking("--tag", "team=blue", ROLE));
    cases.put("15b", Case.of().asking("--source-identity", "alice", ROLE));
    cases.put("13", Case.of().asking("ExampleRole"));
    cases.put("16", Case.of().asking("--duration", "2h", ROLE));
    cases.put(
        "17",
        Case.of(
                error(
                    "sts.AssumeRole",
                    400,
                    "ValidationError",
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this"
                        + " role."))
            .asking("--duration", "2h", ROLE));
    cases.put("18", Case.of().asking("--role-session-name", "dependabot[bot]", ROLE));
    cases.put(
        "19a",
        Case.of(
            error(
                "sts",
                403,
                "ExpiredToken",
                "The security token included in the request is expired")));
    cases.put(
        "19b",
        Case.of()
            .with("AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE")
            .with("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
            .asking("--source", "environment", ROLE));
    cases.put("19c", Case.of(SandboxOptions.defaults().withClockOffset(Duration.ofMinutes(60))));
    cases.put(
        "20a",
        Case.of(
            error(
                "sts.AssumeRole",
                403,
                "RegionDisabledException",
                "STS is not activated in this region for account:123456789012. Your account"
                    + " administrator can activate STS in this region using the IAM Console.")));
    cases.put("20b", Case.of().with("AWS_ENDPOINT_URL_STS", dead));
    cases.put("20c", Case.of().with("AWS_ENDPOINT_URL_STS", "http://sts.invalid"));
    cases.put("20d", Case.of(SandboxOptions.defaults().withTls()).without("AWS_CA_BUNDLE"));
    cases.put(
        "20e",
        Case.of(
            Fault.status("imds:/placement/region", 404),
            Fault.status("imds:/instance-identity/document", 404)));
    return cases.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  /** AWS gives to all of these the answer that it gives to cause 9. */
  static Stream<SandboxOptions> deniedAlike() {
    String root = "{\"AWS\": \"arn:aws:iam::123456789012:root\"}";
    String condition =
        TRUSTED + ", \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"7f3a\"}}";
    return Stream.of(
        Worlds.seedWith(TRUSTED, "{\"AWS\": \"arn:aws:iam::123456789012:role/Other\"}"),
        Worlds.seedWith(
            "\"Resource\": \"" + ROLE_ARN + "\"",
            "\"Resource\": \"" + ROLE_ARN + "/x\"",
            TRUSTED,
            root),
        Worlds.seedWith(
            "\"arn\": \"" + ROLE_ARN, "\"arn\": \"" + ROLE_ARN.replace("role/", "role/x/")),
        Worlds.seedWith(TRUSTED, condition),
        Worlds.seedWith(TRUSTED, "{\"AWS\": \"AROAEXAMPLEEXAMPLE123\"}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void tellsTheCause(String number, Case played) throws IOException {
    try (Sandbox aws = Sandbox.start(played.options())) {
      played.faults().forEach(aws::queue);
      AsRole asrole = played.surroundings().apply(AsRole.in(aws, home));
      Result result = doctor(asrole, played.arguments());
      String told = withNamesOfThePage(result.out(), asrole, aws);
      assertEquals(documented(number), fromFirstNotOk(told), "cause " + number);
      assertEquals(new Result(told.contains("\nfail") ? 125 : 0, result.out(), ""), result);
      assertFalse(Files.exists(asrole.store()), "the store was made");
    }
  }

  @ParameterizedTest
  @MethodSource("deniedAlike")
  void tellsAllThatOneAnswerOfAwsMayMean(SandboxOptions options) throws IOException {
    try (Sandbox aws = Sandbox.start(options)) {
      AsRole asrole = AsRole.in(aws, home);
      String told = withNamesOfThePage(doctor(asrole, List.of(ROLE)).out(), asrole, aws);
      assertEquals(documented("9"), fromFirstNotOk(told));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"imds", "imds.get", "sts"})
  void waitsForNobody(String target) {
    try (Sandbox aws = Sandbox.start()) {
      aws.queue(Fault.drip(target).always());
      long start = System.nanoTime();
      Result result = doctor(AsRole.in(aws, home), List.of(ROLE));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(result.out().contains("\nfail"), result::out);
      assertTrue(took.compareTo(SOON) < 0, () -> "it took " + took);
    }
  }

  @Test
  void isReadByPrograms() {
    try (Sandbox aws = Sandbox.start()) {
      Result result = doctor(AsRole.in(aws, home), List.of("--json", "ExampleRole"));
      JsonPlace findings = JsonPlace.parse(result.out());
      List<String> steps = new ArrayList<>();
      for (JsonPlace finding : findings.items()) {
        finding.members(Set.of("step", "verdict", "says", "remedies"));
        String verdict = finding.required("verdict").text();
        steps.add(finding.required("step").text() + " " + verdict);
        for (JsonPlace remedy : finding.required("remedies").items()) {
          remedy.members(Set.of("cause", "fix"));
        }
        assertEquals(
            verdict.equals("ok"), finding.required("remedies").items().isEmpty(), result::out);
      }
      assertEquals(
          "[asrole ok, store ok, environment ok, request ok, metadata ok, instance ok, region ok,"
              + " source ok, sts ok, caller ok, clock ok, role warn, session fail]",
          steps.toString());
      assertEquals(new Result(125, result.out(), ""), result);
    }
  }

  @Test
  void goesAChainOfProfilesHopByHop() throws IOException {
    Path config = home.resolve("config");
    Files.writeString(
        config,
        """
        [profile first]
        role_arn = %s
        credential_source = Ec2InstanceMetadata
        [profile second]
        role_arn = arn:aws:iam::123456789012:role/Second
        source_profile = first
        """
            .formatted(ROLE_ARN));
    String second = Worlds.role("arn:aws:iam::123456789012:role/Second", ROLE_ARN);
    String instance = "arn:aws:iam::123456789012:role/ExampleRole";
    try (Sandbox aws = Sandbox.start(Worlds.withRoles(Worlds.role(ROLE_ARN, instance), second))) {
      AsRole asrole = AsRole.in(aws, home).with("AWS_CONFIG_FILE", config.toString());
      Result result = doctor(asrole, List.of("second"));
      assertEquals(2, result.out().lines().filter(l -> l.startsWith("ok    session")).count());
      assertEquals(new Result(0, result.out(), ""), result);
      assertFalse(Files.exists(asrole.store()), "the store was made");
    }
  }

  @Test
  void goesAsFarAsTheCallerWithoutARole() {
    try (Sandbox aws = Sandbox.start()) {
      Result result = doctor(AsRole.in(aws, home), List.of());
      assertTrue(result.out().contains("\nok    caller "), result::out);
      assertFalse(result.out().contains("session  "), result::out);
      assertEquals(0, aws.counters().calls("sts.AssumeRole"));
      assertEquals(0, result.exitCode());
    }
  }

  @Test
  void looksAtTheStoreAndLeavesItAsItIs() throws IOException {
    try (Sandbox aws = Sandbox.start()) {
      AsRole asrole = AsRole.in(aws, home);
      assertEquals(0, asrole.become("true").exitCode());
      Path session = StoredSession.onlyOneOf(asrole).file();
      FileTime written = Files.getLastModifiedTime(session);
      Result result = doctor(asrole, List.of(ROLE));
      String store = ": owned by you, mode 0700, 1 session, no lock held\n";
      assertTrue(result.out().contains(asrole.store() + store), result::out);
      assertEquals(written, Files.getLastModifiedTime(session));
      assertEquals(2, aws.counters().calls("sts.AssumeRole"));
      Files.setPosixFilePermissions(asrole.store(), PosixFilePermissions.fromString("rwxr-x---"));
      Result open = doctor(asrole, List.of(ROLE));
      assertTrue(open.out().contains("\nfail  store        session store "), open::out);
      String fix =
          "\n      fix: chmod 700 " + asrole.store() + " # or export XDG_CACHE_HOME=FOLDER\n";
      assertTrue(open.out().contains(fix), open::out);
      assertEquals(125, open.exitCode());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_CA_BUNDLE, /nonexistent, sts, unset AWS_CA_BUNDLE",
    "AWS_ENDPOINT_URL_STS, sts, region, unset AWS_ENDPOINT_URL_STS",
    "AWS_EC2_METADATA_SERVICE_ENDPOINT, imds, request, unset AWS_EC2_METADATA_SERVICE_ENDPOINT",
    "AWS_PROFILE, nono, environment, unset AWS_PROFILE"
  })
  void namesTheVariableThatIsNotAsItShouldBe(
      String variable, String value, String step, String fix) {
    try (Sandbox aws = Sandbox.start()) {
      String told = doctor(AsRole.in(aws, home).with(variable, value), List.of(ROLE)).out();
      assertTrue(
          told.matches(
              "(?s).*\n(fail|warn)  " + step + " [^\n]+\n +why: [^\n]+\n +fix: " + fix + "\n.*"),
          told);
    }
  }

  @ParameterizedTest
  @CsvSource({"'', '\033[31mfail\033[m'", "1, fail"})
  void coloursTheVerdictOnATerminal(String noColor, String verdict) {
    Path script = Path.of("/usr/bin/script");
    assumeTrue(Files.isExecutable(script), "SKIPPED: " + script + " is not installed");
    try (Sandbox aws = Sandbox.start()) {
      AsRole asrole =
          AsRole.in(aws, home).with("NO_COLOR", noColor).with("AWS_EC2_METADATA_DISABLED", "true");
      String line = String.join(" ", asrole.words("doctor"));
      Result result = asrole.startOther(script.toString(), "-qefc", line, "/dev/null").result();
      assertTrue(result.out().contains("\n" + verdict + "  metadata "), result::out);
    }
  }
}
