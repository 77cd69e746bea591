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

  /** What differs from run to run as the documentation has it. */
  static String masked(String told, Sandbox aws) {
    return told.replace(Metadata.of(aws).base(), "http://169.254.169.254")
        .replaceAll(
            "STS at https?://127.0.0.1:\\d\\d+ \\(AWS_ENDPOINT_URL_STS\\)", "STS in us-east-1")
        .replaceAll("(STS is set to) https?://127.0.0.1:\\d\\d+", "$1 http://127.0.0.1:4566")
        .replaceAll("127.0.0.1:\\d\\d+ of HTTPS_PROXY", "127.0.0.1:3128 of HTTPS_PROXY")
        .replaceAll("@127.0.0.1:\\d\\d+", "@127.0.0.1:3128")
        .replaceAll("ASIA[A-Z2-7]{16}", "ASIAIOSFODNN7EXAMPLE")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "2026-11-25T12:00:00Z")
        .replaceAll("\\d{8}T\\d{6}Z", "20261125T120000Z")
        .replaceAll("59 min 5\\d s|1 h 0 min \\d s", "1 h 0 min 0 s")
        .replaceAll(
            "this host's clock is \\d s (behind|ahead of) AWS's", "same as AWS's, to the second")
        .replaceAll("Java .*? at .*?, ", "Java 17.0.15 at /usr/lib/jvm/java-17, ")
        .replaceAll("store {8}.*/.cache", "store        /home/you/.cache")
        .replace(System.getProperty("user.name") + "@i-", "you@i-");
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
