// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.Trouble;
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
  static Trouble of(int status, String code, String message) {
    return switch (code) {
      case "AccessDenied", "AccessDeniedException" -> Trouble.DENIED;
      case "ExpiredToken", "ExpiredTokenException" -> Trouble.SOURCE_EXPIRED;
      case "InvalidClientTokenId", "UnrecognizedClientException" -> Trouble.SOURCE_UNKNOWN;
      case "SignatureDoesNotMatch" ->
          isOfClocks(message)
              ? Trouble.CLOCK
              : message.contains("scoped to a valid Region")
                  ? Trouble.REGION_UNKNOWN
                  : Trouble.SOURCE_SECRET_WRONG;
      case "IncompleteSignature", "MissingAuthenticationToken" -> Trouble.SOURCE_SECRET_WRONG;
      case "RequestExpired" -> Trouble.CLOCK;
      case "RegionDisabledException" -> Trouble.STS_OFF_IN_REGION;
      case "Throttling", "ThrottlingException", "RequestLimitExceeded" -> Trouble.THROTTLED;
      case "PackedPolicyTooLarge" -> Trouble.PACKED_POLICY;
      case "MalformedPolicyDocument" -> Trouble.MALFORMED_POLICY;
      case "ValidationError" -> ofParameter(message);
      default -> status >= 500 ? Trouble.STS_SERVER_ERROR : Trouble.STS_STRANGE;
    };
  }

  private static Trouble ofParameter(String message) {
    if (message.contains("DurationSeconds exceeds")) {
      return Trouble.DURATION_TOO_LONG;
    }
    return message.contains("'roleSessionName'") ? Trouble.SESSION_NAME : Trouble.PARAMETER;
  }

  /** By the exception that the JDK threw. */
  static Trouble of(Throwable innermost) {
    if (innermost instanceof UnknownHostException) {
      return Trouble.STS_UNKNOWN_HOST;
    } else if (innermost instanceof SocketTimeoutException) {
      // The JDK has one exception for both, and tells them apart in words.
      boolean read = String.valueOf(innermost.getMessage()).startsWith("Read");
      return read ? Trouble.STS_SILENT : Trouble.STS_UNREACHED;
    } else if (innermost instanceof SocketException) {
      return Trouble.STS_UNREACHED;
    } else if (innermost instanceof SSLException || innermost instanceof GeneralSecurityException) {
      return Trouble.STS_UNTRUSTED;
    }
    return Trouble.STS_STRANGE;
  }

  static boolean isOfClocks(String message) {
    return message.startsWith("Signature expired")
        || message.startsWith("Signature not yet current");
  }
}
