// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of docs/doctor.md, and what the doctor prints in the form that they have there. */
final class DoctorPage {
  private static final Path DOC = Path.of("..", "docs", "doctor.md");

  /** The version and the Java of this run. */
  private static final String THIS_JAVA =
      AsRole.VERSION + ", Java " + System.getProperty("java.version") + " at " + AsRole.JAVA_HOME;

  /** The sandbox makes a key at each call. */
  private static final String ISSUED_KEY = "ASIA[A-Z2-7]{16}";

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
  private static final String TIME_IN_SIGNATURES = "\\d{8}T\\d{6}Z";

  /** One clock on this host, read twice: a busy machine may take seconds in between. */
  private static final String SECONDS_APART =
      "this host's clock is [1-5] s (behind|ahead of) AWS's";

  /** The same for a sandbox with a clock that is an hour ahead. */
  private static final String ABOUT_AN_HOUR = "59 min 5[5-9] s|1 h 0 min [0-5] s";

  private DoctorPage() {}

  /** The block under the heading of that number. */
  static String documented(String number) throws IOException {
    Pattern block = Pattern.compile("(?s)\n### " + number + "\\. [^\n]*\n[^#]*?```\n(.*?)```\n");
    Matcher found = block.matcher(Files.readString(DOC));
    return found.find() ? found.group(1) : "nothing about " + number;
  }

  /** Runs the doctor. */
  static Result doctor(AsRole asrole, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("doctor"));
    all.addAll(arguments);
    return asrole.run(all.toArray(String[]::new));
  }

  /** From the first line on that is not {@code ok}; all of it if there is none. */
  static String fromFirstNotOk(String told) {
    Matcher line = Pattern.compile("(?m)^(warn|fail)").matcher(told);
    return told.substring(line.find() ? line.start() : 0);
  }

  /**
   * What the doctor printed, with the names that the page has: each name of this run, as the test
   * knows it, becomes the name of the page. Only what the test cannot know is found by its form.
   */
  static String withNamesOfThePage(String told, AsRole asrole, Sandbox aws) {
    String sts = aws.environment().getOrDefault("AWS_ENDPOINT_URL_STS", "none");
    String proxy = asrole.get("HTTPS_PROXY").replaceFirst(".*@", "");
    String named =
        told.replace(Metadata.of(aws).base(), "http://169.254.169.254")
            .replace("STS at " + sts + " (AWS_ENDPOINT_URL_STS)", "STS in us-east-1")
            .replace(sts, "http://127.0.0.1:4566")
            .replace(proxy.isEmpty() ? "no proxy" : proxy, "127.0.0.1:3128")
            .replace(asrole.home() + "/.cache", "/home/you/.cache")
            .replace(THIS_JAVA, "0.1.0, Java 17.0.15 at /usr/lib/jvm/java-17")
            .replace(System.getProperty("user.name") + "@i-", "you@i-");
    return named
        .replaceAll(SECONDS_APART, "same as AWS's, to the second")
        .replaceAll(ABOUT_AN_HOUR, "1 h 0 min 0 s")
        .replaceAll(ISSUED_KEY, "ASIAIOSFODNN7EXAMPLE")
        .replaceAll(TIME, "2026-11-25T12:00:00Z")
        .replaceAll(TIME_IN_SIGNATURES, "20261125T120000Z");
  }

  /** An error in the form of STS, for that target. */
  static Fault error(String target, int status, String code, String message) {
    return Fault.body(
        target,
        status,
        "text/xml",
        """
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
        <Code>%s</Code><Message>%s</Message></Error>
        <RequestId>615b8504-0000-0000-0000-000000000000</RequestId></ErrorResponse>
        """
            .formatted(code, message));
  }
}
