// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.FailureCause;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import javax.net.ssl.SSLException;
import javax.xml.stream.XMLStreamException;

/**
 * An exception of the JDK or of the SDK that means that STS gave no usable answer. The outer
 * exceptions say only that a request failed, so the innermost one is the reason.
 */
record ConnectionFailure(Throwable innermost) {
  /** Finds the innermost exception. */
  static ConnectionFailure find(Throwable e) {
    Throwable inner = e;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    return new ConnectionFailure(inner);
  }

  /** The cause, for {@code asrole doctor}. */
  FailureCause failureCause() {
    if (innermost instanceof UnknownHostException) {
      return FailureCause.STS_UNKNOWN_HOST;
    } else if (innermost instanceof SocketTimeoutException) {
      // The JDK has one exception for both, and tells them apart in its message.
      boolean read = String.valueOf(innermost.getMessage()).startsWith("Read");
      return read ? FailureCause.STS_SILENT : FailureCause.STS_UNREACHED;
    } else if (innermost instanceof SocketException) {
      return FailureCause.STS_UNREACHED;
    } else if (innermost instanceof SSLException || innermost instanceof GeneralSecurityException) {
      // The JDK says in a message alone which of the checks of a certificate failed.
      boolean name = String.valueOf(innermost.getMessage()).contains("subject alternative");
      return name ? FailureCause.STS_CERTIFICATE_NAME : FailureCause.STS_UNTRUSTED;
    }
    return FailureCause.STS_STRANGE;
  }

  /** Whether the answer ended too early: JDK 17 reports this as broken XML, newer ones as EOF. */
  boolean isCutShort() {
    return innermost instanceof XMLStreamException
        || "Premature EOF".equals(innermost.getMessage());
  }

  /** The reason, for a message. */
  String reason() {
    String words = innermost.getMessage();
    if (innermost instanceof UnknownHostException) {
      return "unknown host " + words + ": check the region and the name server of this host";
    }
    if (isCutShort()) {
      return "the answer is cut short or is not XML";
    }
    if (innermost instanceof DateTimeException) {
      return "its Expiration is not a date";
    }
    return words == null || words.isBlank() ? "the connection broke" : words;
  }
}
