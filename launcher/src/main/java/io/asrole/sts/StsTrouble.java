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

  static Trouble of(String code, String message) {
    return switch (code) {
      case "AccessDenied", "AccessDeniedException" -> Trouble.DENIED;
      case "ExpiredToken" -> Trouble.SOURCE_EXPIRED;
      case "InvalidClientTokenId" -> Trouble.SOURCE_UNKNOWN;
      case "SignatureDoesNotMatch" ->
          isOfClocks(message)
              ? Trouble.CLOCK
              : message.contains("scoped to a valid Region")
                  ? Trouble.REGION_UNKNOWN
                  : Trouble.SOURCE_SECRET_WRONG;
      case "RegionDisabledException" -> Trouble.STS_OFF_IN_REGION;
      case "Throttling" -> Trouble.THROTTLED;
      case "MalformedPolicyDocument", "PackedPolicyTooLarge" -> Trouble.PARAMETER;
      case "ValidationError" -> ofParameter(message);
      default -> Trouble.STS_STRANGE;
    };
  }

  private static Trouble ofParameter(String message) {
    if (message.contains("DurationSeconds exceeds")) {
      return Trouble.DURATION_TOO_LONG;
    }
    return message.contains("'roleSessionName'") ? Trouble.SESSION_NAME : Trouble.PARAMETER;
  }

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
