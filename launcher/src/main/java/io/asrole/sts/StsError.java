// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.AsroleException.Kind;
import io.asrole.FailureCause;
import java.util.List;

/**
 * The table of STS's error codes: what each one means for asrole.
 *
 * @param code AWS's error code; empty for an answer without one
 * @param words a part of AWS's message, where AWS uses one code for several errors; empty for any
 *     message
 * @param kind {@link Kind#REFUSED} where STS judged the request itself, rather than the credentials
 *     it was signed with or the state of the service
 * @param cause the cause, for {@code asrole doctor}
 * @param hint what the user can do, after a semicolon; empty where the code alone does not tell
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">STS common
 *     errors</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_Errors">AssumeRole:
 *     errors</a>
 */
record StsError(String code, String words, Kind kind, FailureCause cause, String hint) {
  private static final String ACCESS_DENIED = "AccessDenied";
  private static final String VALIDATION_ERROR = "ValidationError";
  private static final String SIGNATURE = "SignatureDoesNotMatch";
  private static final String EXPIRED =
      "; these credentials have expired: renew them, or give another --source";
  private static final String UNKNOWN =
      "; STS does not know these credentials: check the key, the session token, the"
          + " partition and the region";

  /** The first row with the code and the words holds. */
  private static final List<StsError> TABLE =
      List.of(
          refused(ACCESS_DENIED, "", FailureCause.DENIED, ""),
          refused("AccessDeniedException", "", FailureCause.DENIED, ""),
          refused(
              VALIDATION_ERROR,
              "DurationSeconds exceeds",
              FailureCause.DURATION_TOO_LONG,
              "; give a shorter --duration"),
          refused(VALIDATION_ERROR, "'roleSessionName'", FailureCause.SESSION_NAME, ""),
          refused(VALIDATION_ERROR, "", FailureCause.PARAMETER, ""),
          refused(
              "MalformedPolicyDocument",
              "",
              FailureCause.MALFORMED_POLICY,
              "; correct the JSON of --policy"),
          refused(
              "PackedPolicyTooLarge",
              "",
              FailureCause.PACKED_POLICY,
              "; shorten --policy, or send fewer or shorter --tag and --policy-arn"),
          refused(
              "RegionDisabledException",
              "",
              FailureCause.STS_OFF_IN_REGION,
              "; or give another --region"),
          failed("ExpiredToken", "", FailureCause.SOURCE_EXPIRED, EXPIRED),
          failed("ExpiredTokenException", "", FailureCause.SOURCE_EXPIRED, EXPIRED),
          failed("InvalidClientTokenId", "", FailureCause.SOURCE_UNKNOWN, UNKNOWN),
          failed("UnrecognizedClientException", "", FailureCause.SOURCE_UNKNOWN, UNKNOWN),
          failed(SIGNATURE, "Signature expired", FailureCause.CLOCK, ""),
          failed(SIGNATURE, "Signature not yet current", FailureCause.CLOCK, ""),
          failed(SIGNATURE, "scoped to a valid Region", FailureCause.REGION_UNKNOWN, ""),
          failed(SIGNATURE, "", FailureCause.SOURCE_SECRET_WRONG, ""),
          failed("IncompleteSignature", "", FailureCause.SOURCE_SECRET_WRONG, ""),
          failed("MissingAuthenticationToken", "", FailureCause.SOURCE_SECRET_WRONG, ""),
          failed("RequestExpired", "", FailureCause.CLOCK, ""),
          failed("Throttling", "", FailureCause.THROTTLED, ""),
          failed("ThrottlingException", "", FailureCause.THROTTLED, ""),
          failed("RequestLimitExceeded", "", FailureCause.THROTTLED, ""));

  /** The row for an answer of STS, by its HTTP status, code and message. */
  static StsError find(int status, String code, String message) {
    return TABLE.stream()
        .filter(row -> row.code.equals(code) && message.contains(row.words))
        .findFirst()
        .orElseGet(
            () ->
                failed(
                    code,
                    "",
                    status >= 500 ? FailureCause.STS_SERVER_ERROR : FailureCause.STS_STRANGE,
                    ""));
  }

  /** Whether AWS refused a duration above the one hour of role chaining; only its words say so. */
  static boolean isChainingLimit(String code, String message) {
    return code.equals(VALIDATION_ERROR) && message.contains("1 hour session limit");
  }

  /** Whether AWS refused exactly this action. */
  static boolean isDenialOf(String action, String code, String message) {
    return code.equals(ACCESS_DENIED) && message.contains("perform: " + action);
  }

  private static StsError refused(String code, String words, FailureCause cause, String hint) {
    return new StsError(code, words, Kind.REFUSED, cause, hint);
  }

  private static StsError failed(String code, String words, FailureCause cause, String hint) {
    return new StsError(code, words, Kind.UNAVAILABLE, cause, hint);
  }
}
