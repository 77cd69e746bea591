// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.FailureCause;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;

/**
 * What is wrong, by AWS's error code and words, or by what the JDK threw.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">STS common
 *     errors</a>
 */
final class StsTrouble {
  private StsTrouble() {}

  /** By the answer of STS: HTTP status, code and message; the code is empty where there is none. */
  static FailureCause of(int status, String code, String message) {
    return switch (code) {
      case "AccessDenied", "AccessDeniedException" -> FailureCause.DENIED;
      case "ExpiredToken", "ExpiredTokenException" -> FailureCause.SOURCE_EXPIRED;
      case "InvalidClientTokenId", "UnrecognizedClientException" -> FailureCause.SOURCE_UNKNOWN;
      case "SignatureDoesNotMatch" ->
          isOfClocks(message)
              ? FailureCause.CLOCK
              : message.contains("scoped to a valid Region")
                  ? FailureCause.REGION_UNKNOWN
                  : FailureCause.SOURCE_SECRET_WRONG;
      case "IncompleteSignature", "MissingAuthenticationToken" -> FailureCause.SOURCE_SECRET_WRONG;
      case "RequestExpired" -> FailureCause.CLOCK;
      case "RegionDisabledException" -> FailureCause.STS_OFF_IN_REGION;
      case "Throttling", "ThrottlingException", "RequestLimitExceeded" -> FailureCause.THROTTLED;
      case "PackedPolicyTooLarge" -> FailureCause.PACKED_POLICY;
      case "MalformedPolicyDocument" -> FailureCause.MALFORMED_POLICY;
      case "ValidationError" -> ofParameter(message);
      default -> status >= 500 ? FailureCause.STS_SERVER_ERROR : FailureCause.STS_STRANGE;
    };
  }

  private static FailureCause ofParameter(String message) {
    if (message.contains("DurationSeconds exceeds")) {
      return FailureCause.DURATION_TOO_LONG;
    }
    return message.contains("'roleSessionName'")
        ? FailureCause.SESSION_NAME
        : FailureCause.PARAMETER;
  }

  /** By the exception that the JDK threw. */
  static FailureCause of(Throwable innermost) {
    if (innermost instanceof UnknownHostException) {
      return FailureCause.STS_UNKNOWN_HOST;
    } else if (innermost instanceof SocketTimeoutException) {
      // The JDK has one exception for both, and tells them apart in words.
      boolean read = String.valueOf(innermost.getMessage()).startsWith("Read");
      return read ? FailureCause.STS_SILENT : FailureCause.STS_UNREACHED;
    } else if (innermost instanceof SocketException) {
      return FailureCause.STS_UNREACHED;
    } else if (innermost instanceof SSLException || innermost instanceof GeneralSecurityException) {
      return FailureCause.STS_UNTRUSTED;
    }
    return FailureCause.STS_STRANGE;
  }

  static boolean isOfClocks(String message) {
    return message.startsWith("Signature expired")
        || message.startsWith("Signature not yet current");
  }
}
