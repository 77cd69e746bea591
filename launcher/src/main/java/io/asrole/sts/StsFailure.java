// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.AsroleException;
import io.asrole.OneLine;
import io.asrole.Trouble;
import io.asrole.role.AwsSettings.Setting;
import io.asrole.role.SessionParameters;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * STS's refusals and silences as sentences, with AWS's code and words.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">STS common
 *     errors</a>
 */
final class StsFailure {
  static final int LONGEST_BODY = 200;

  /** What the SDK puts in the place of an empty body. */
  private static final String SDK_EMPTY_BODY = "<eof/>";

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String where;
  private final @Nullable Setting caBundle;
  private final InstantSource clock;

  StsFailure(String where, @Nullable Setting caBundle, InstantSource clock) {
    this.where = where;
    this.caBundle = caBundle;
    this.clock = clock;
  }

  AsroleException incomplete(String what, String missing) {
    return AsroleException.unavailable(
            what + ": the answer of " + where + " lacks one of " + missing + ": is that STS?")
        .because(Trouble.STS_STRANGE);
  }

  AsroleException unusable(String what) {
    return AsroleException.unavailable(
            what
                + ": the answer of "
                + where
                + " holds characters that no credentials have: is that STS?")
        .because(Trouble.STS_STRANGE);
  }

  static AsroleException unusableSource() {
    return AsroleException.refused(
            "the source credentials hold a space, a line break or another character that AWS's never"
                + " have: are they copied whole?")
        .because(Trouble.NO_SOURCE_CREDENTIALS);
  }

  /** Role chaining ends after an hour; AWS says so in words only. */
  static boolean isChainingLimit(AwsServiceException e) {
    return "ValidationError".equals(code(e)) && message(e).contains("1 hour session limit");
  }

  /**
   * The action beside sts:AssumeRole that was refused; empty where it was another, or no refusal.
   */
  static String refusedExtra(AwsServiceException e) {
    if (!"AccessDenied".equals(code(e))) {
      return "";
    }
    for (String action :
        List.of(SessionParameters.TAG_SESSION, SessionParameters.SET_SOURCE_IDENTITY)) {
      if (message(e).contains("perform: " + action)) {
        return action;
      }
    }
    return "";
  }

  AsroleException of(String what, RuntimeException e) {
    Optional<CertificateException> certificate = UntrustedCertificate.in(e);
    if (certificate.isPresent()) {
      return AsroleException.unavailable(
              what
                  + ": "
                  + where
                  + " shows a certificate "
                  + UntrustedCertificate.words(certificate.get(), caBundle))
          .because(StsTrouble.of(innermost(e)));
    }
    if (!(e instanceof AwsServiceException service)) {
      return AsroleException.unavailable(
              what + ": no usable answer from " + where + ": " + cause(e))
          .because(StsTrouble.of(innermost(e)));
    }
    String code = code(service);
    String sentence =
        code.isEmpty()
            ? what + ": " + where + " answered " + httpStatusAndBody(service)
            : what + ": " + code + ": " + words(service) + hint(service);
    return (isAnswer(service)
            ? AsroleException.refused(sentence)
            : AsroleException.unavailable(sentence))
        .because(StsTrouble.of(code(service), message(service)));
  }

  /** Whether STS judged the request, rather than the keys it was signed with or its own state. */
  private static boolean isAnswer(AwsServiceException e) {
    return switch (code(e)) {
      case "AccessDenied",
          "AccessDeniedException",
          "ValidationError",
          "MalformedPolicyDocument",
          "PackedPolicyTooLarge",
          "RegionDisabledException" ->
          true;
      default -> false;
    };
  }

  private String hint(AwsServiceException e) {
    String message = message(e);
    return switch (code(e)) {
      case "SignatureDoesNotMatch" -> StsTrouble.isOfClocks(message) ? clocks(message) : "";
      case "AccessDenied" ->
          !refusedExtra(e).isEmpty()
              ? "; "
                  + lacking(message)
                  + " "
                  + refusedExtra(e)
                  + ": add it there, or give --best-effort-tags to go on without"
              : message.contains("perform: sts:AssumeRole on") && !message.contains(" because ")
                  ? "; the role must exist, its trust policy name this caller, and this caller's policies"
                      + " allow it"
                  : "";
      case "ValidationError" ->
          message.contains("MaxSessionDuration") ? "; give a shorter --duration" : "";
      case "ExpiredToken" ->
          "; these credentials have expired: renew them, or name another --source";
      case "InvalidClientTokenId" ->
          "; STS does not know these credentials: check the key, its session token, and that"
              + " partition and region are theirs";
      case "RegionDisabledException" -> "; or give another --region";
      default -> "";
    };
  }

  /** Where an action is missing, as far as AWS tells: it has told longer forms for some years. */
  private static String lacking(String message) {
    if (message.contains("explicit deny")) {
      return "that policy denies";
    } else if (message.contains("no identity-based policy")) {
      return "the policies of this caller's own role lack";
    } else if (message.contains("no role trust policy")
        || message.contains("no resource-based policy")) {
      return "the role's trust policy lacks";
    }
    return "the role's trust policy, or the policies of this caller's own role, lack";
  }

  /**
   * AWS names the time of the signature first and its own in brackets, as in {@code Signature
   * expired: 20160609T184512Z is now earlier than 20160610T013008Z (20160610T014508Z - 15 min.)}.
   */
  private String clocks(String message) {
    Instant here = clock.instant().truncatedTo(ChronoUnit.SECONDS); // as AWS writes its own
    int bracket = message.indexOf('(');
    Optional<Instant> aws =
        bracket < 0 ? Optional.empty() : instant(message.substring(bracket + 1));
    if (aws.isEmpty()) {
      return "; the clock of this host says " + here + ": set it (chronyc tracking)";
    }
    Duration off = Duration.between(aws.get(), here);
    return "; the clock of this host says "
        + BASIC.format(here)
        + " and that of AWS "
        + BASIC.format(aws.get())
        + ": this host is "
        + spoken(off.abs())
        + (off.isNegative() ? " behind" : " ahead")
        + "; set its clock (chronyc tracking)";
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(BASIC.parse(text.split(" ", 2)[0], Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String spoken(Duration duration) {
    long hours = duration.toHours();
    return (hours > 0 ? hours + " h " : "")
        + duration.toMinutesPart()
        + " min "
        + duration.toSecondsPart()
        + " s";
  }

  private static String httpStatusAndBody(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String body =
        details == null || details.rawResponse() == null
            ? ""
            : OneLine.of(details.rawResponse().asString(StandardCharsets.UTF_8), LONGEST_BODY);
    boolean empty = body.isEmpty() || body.equals(SDK_EMPTY_BODY);
    return "HTTP " + e.statusCode() + (empty ? " and nothing else" : ": " + body);
  }

  private static String code(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static String message(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.errorMessage() == null ? "" : details.errorMessage().strip();
  }

  private static String words(AwsServiceException e) {
    String text = message(e);
    if (text.isEmpty()) {
      return "HTTP " + e.statusCode() + " and no message";
    }
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  /** The outer ones say only that a request failed. */
  static Throwable innermost(Throwable e) {
    Throwable inner = e;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }

  /** The innermost reason: the outer ones say only that a request failed. */
  private static String cause(Throwable e) {
    Throwable inner = innermost(e);
    String words = inner.getMessage();
    if (inner instanceof UnknownHostException) {
      return "unknown host " + words + ": is the region right, and is there a name server?";
    }
    // Newer versions of Java see the early end before the parser does.
    if (inner instanceof XMLStreamException || "Premature EOF".equals(words)) {
      return "it is cut short, or no XML";
    }
    if (inner instanceof DateTimeException) {
      return "its Expiration is no date";
    }
    return words == null || words.isBlank() ? "the connection broke" : words;
  }
}
