// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.AsroleException;
import io.asrole.FailureCause;
import io.asrole.role.AwsSettings.Setting;
import io.asrole.role.SessionParameters;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
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
        .withFailureCause(FailureCause.STS_STRANGE);
  }

  AsroleException unusable(String what) {
    return AsroleException.unavailable(
            what
                + ": the answer of "
                + where
                + " holds characters that no credentials have: is that STS?")
        .withFailureCause(FailureCause.STS_STRANGE);
  }

  AsroleException endsTooLate(String what, Instant expiration, Instant now) {
    return AsroleException.unavailable(
            what
                + ": the session of "
                + where
                + " ends at "
                + expiration
                + ", more than 12 hours from now: is that STS, and is the clock of this host right?"
                + " It says "
                + now.truncatedTo(ChronoUnit.SECONDS))
        .withFailureCause(FailureCause.CLOCK);
  }

  /** Stands for the StackOverflowError of a parser, which says nothing. */
  static RuntimeException tooDeep() {
    return new IllegalStateException("its elements are nested too deeply");
  }

  static AsroleException unusableSource() {
    return AsroleException.refused(
            "the source credentials hold a space, a line break or another character that AWS's"
                + " never have: are they copied whole?")
        .withFailureCause(FailureCause.NO_SOURCE_CREDENTIALS);
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

  AsroleException toException(String what, RuntimeException e) {
    Optional<CertificateException> certificate = UntrustedCertificate.find(e);
    if (certificate.isPresent()) {
      return AsroleException.unavailable(
              what
                  + ": "
                  + where
                  + " shows a certificate "
                  + UntrustedCertificate.words(certificate.get(), caBundle))
          .withFailureCause(StsTrouble.of(innermost(e)));
    }
    Optional<ProxyRefusal> proxy =
        e instanceof AwsServiceException answer && code(answer).isEmpty()
            ? ProxyRefusal.findByStatus(answer.statusCode())
            : ProxyRefusal.find(innermost(e));
    if (proxy.isPresent()) {
      return AsroleException.unavailable(what + ": " + proxy.get().words(where))
          .withFailureCause(proxy.get().failureCause());
    }
    if (!(e instanceof AwsServiceException service)) {
      return AsroleException.unavailable(
              what + ": no usable answer from " + where + ": " + cause(e))
          .withFailureCause(StsTrouble.of(innermost(e)));
    }
    String code = code(service);
    String sentence =
        code.isEmpty()
            ? what + ": " + where + " answered " + ErrorBody.words(service)
            : what + ": " + code + ": " + words(service) + hint(service);
    return (isAnswer(service)
            ? AsroleException.refused(sentence)
            : AsroleException.unavailable(sentence))
        .withFailureCause(StsTrouble.of(service.statusCode(), code(service), message(service)));
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
      case "SignatureDoesNotMatch" ->
          StsTrouble.isOfClocks(message) ? SignatureClock.hint(message, clock) : "";
      case "AccessDenied" ->
          !refusedExtra(e).isEmpty()
              ? "; "
                  + lacking(message)
                  + " "
                  + refusedExtra(e)
                  + ": add it there, or give --best-effort-tags to go on without"
              : message.contains("perform: sts:AssumeRole on") && !message.contains(" because ")
                  ? "; the role must exist, its trust policy name this caller, and this caller's"
                      + " policies allow it"
                  : "";
      case "ValidationError" ->
          message.contains("MaxSessionDuration") ? "; give a shorter --duration" : "";
      case "PackedPolicyTooLarge" ->
          "; shorten --policy, or send fewer or shorter --tag and --policy-arn";
      case "MalformedPolicyDocument" -> "; correct the JSON of --policy";
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

  /** Whether the answer ended too early; newer versions of Java see that before the parser does. */
  static boolean isCutShort(Throwable e) {
    Throwable inner = innermost(e);
    return inner instanceof XMLStreamException || "Premature EOF".equals(inner.getMessage());
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
    if (isCutShort(e)) {
      return "it is cut short, or no XML";
    }
    if (inner instanceof DateTimeException) {
      return "its Expiration is no date";
    }
    return words == null || words.isBlank() ? "the connection broke" : words;
  }
}
