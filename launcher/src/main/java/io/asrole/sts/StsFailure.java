// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.AsroleException;
import io.asrole.AwsError;
import io.asrole.FailureCause;
import io.asrole.role.AwsSettings.Setting;
import io.asrole.role.RoleArn;
import io.asrole.role.SessionParameters;
import io.asrole.text.OneLine;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Makes the error messages about STS; they quote AWS's error code and message. */
final class StsFailure {
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
            what
                + ": the answer from "
                + where
                + " lacks "
                + missing
                + "; check that the endpoint is STS")
        .withFailureCause(FailureCause.STS_STRANGE);
  }

  AsroleException unusable(String what) {
    return AsroleException.unavailable(
            what
                + ": the answer from "
                + where
                + " contains characters that credentials never contain; check that the endpoint is"
                + " STS")
        .withFailureCause(FailureCause.STS_STRANGE);
  }

  AsroleException endsTooLate(String what, Instant expiration, Instant now) {
    return AsroleException.unavailable(
            what
                + ": the session from "
                + where
                + " ends at "
                + expiration
                + ", more than 12 hours after this host's time; check the endpoint and the clock of"
                + " this host, which says "
                + now.truncatedTo(ChronoUnit.SECONDS))
        .withFailureCause(FailureCause.CLOCK);
  }

  /** Replaces the StackOverflowError of a parser, which has no message. */
  static RuntimeException tooDeep() {
    return new IllegalStateException("its elements are nested too deeply");
  }

  static AsroleException unusableSource() {
    return AsroleException.refused(
            "the source credentials contain a space, a line break or another character that AWS"
                + " never uses in credentials; check that they were copied correctly")
        .withFailureCause(FailureCause.NO_SOURCE_CREDENTIALS);
  }

  /** Whether AWS refused a duration above the one hour of role chaining. */
  static boolean isChainingLimit(AwsServiceException e) {
    return StsError.isChainingLimit(code(e), message(e));
  }

  /**
   * The action that AWS refused if it is sts:TagSession or sts:SetSourceIdentity; empty for any
   * other error.
   */
  static String refusedExtra(AwsServiceException e) {
    return Stream.of(SessionParameters.TAG_SESSION, SessionParameters.SET_SOURCE_IDENTITY)
        .filter(action -> StsError.isDenialOf(action, code(e), message(e)))
        .findFirst()
        .orElse("");
  }

  /** The failure of a call; {@code what} says what asrole tried, such as "cannot assume ROLE". */
  AsroleException toException(String what, RuntimeException e) {
    return toException(what, "", e);
  }

  /** The failure of AssumeRole for that role. */
  AsroleException toException(RoleArn role, RuntimeException e) {
    return toException("cannot assume " + role, role.value(), e);
  }

  private AsroleException toException(String what, String role, RuntimeException e) {
    ConnectionFailure broken = ConnectionFailure.find(e);
    Optional<CertificateException> certificate = UntrustedCertificate.find(e);
    if (certificate.isPresent()) {
      return AsroleException.unavailable(
              what
                  + ": "
                  + where
                  + " presents a certificate "
                  + UntrustedCertificate.describe(certificate.get(), caBundle))
          .withFailureCause(broken.failureCause());
    }
    Optional<ProxyRefusal> proxy =
        e instanceof AwsServiceException answer && code(answer).isEmpty()
            ? ProxyRefusal.findByStatus(answer.statusCode())
            : ProxyRefusal.find(broken.innermost());
    if (proxy.isPresent()) {
      return AsroleException.unavailable(what + ": " + proxy.get().describe(where))
          .withFailureCause(proxy.get().failureCause());
    }
    if (!(e instanceof AwsServiceException service)) {
      return AsroleException.unavailable(
              what + ": no usable answer from " + where + ": " + broken.reason())
          .withFailureCause(broken.failureCause());
    }
    StsError error = StsError.find(service.statusCode(), code(service), message(service));
    String sentence =
        error.code().isEmpty()
            ? what + ": " + where + " answered " + ErrorBody.describe(service)
            : what + ": " + error.code() + ": " + messageOrStatus(service) + hint(error, service);
    return new AsroleException(error.kind(), sentence)
        .withFailureCause(error.cause())
        .withAwsError(new AwsError(role, error.code(), OneLine.flatten(message(service))));
  }

  private String hint(StsError error, AwsServiceException e) {
    return switch (error.cause()) {
      case CLOCK -> SignatureClock.hint(message(e), clock);
      case DENIED -> denialHint(e);
      default -> error.hint();
    };
  }

  private static String denialHint(AwsServiceException e) {
    String message = message(e);
    String extra = refusedExtra(e);
    if (!extra.isEmpty()) {
      return "; "
          + lacking(message)
          + " "
          + extra
          + ": add it there, or give --best-effort-tags to continue without it";
    }
    return message.contains("perform: sts:AssumeRole on") && !message.contains(" because ")
        ? "; the role must exist, its trust policy must name this caller, and this caller's"
            + " policies must allow it"
        : "";
  }

  /** The policy without the action, if AWS's message names it; older messages do not. */
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

  private static String messageOrStatus(AwsServiceException e) {
    String text = message(e);
    if (text.isEmpty()) {
      return "HTTP " + e.statusCode() + " and no message";
    }
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
