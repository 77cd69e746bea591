// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.role.AwsSettings.Setting;
import io.asrole.text.OneLine;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes why a server's certificate is not trusted; a retry does not help. */
final class UntrustedCertificate {
  private static final int LONGEST = 200;

  private UntrustedCertificate() {}

  /** The exception about the certificate, if that is the reason of the failure. */
  static Optional<CertificateException> find(Throwable e) {
    for (Throwable reason = e; reason != null; reason = reason.getCause()) {
      if (reason instanceof CertificateException certificate) {
        return Optional.of(certificate);
      }
    }
    return Optional.empty();
  }

  /**
   * The end of the message. The innermost exception has the reason; Java's own text for an unknown
   * authority is replaced by a shorter one.
   */
  static String describe(CertificateException e, @Nullable Setting caBundle) {
    Throwable inner = ConnectionFailure.find(e).innermost();
    if (inner instanceof CertPathBuilderException) {
      return caBundle == null
          ? "from an authority that Java does not trust: set AWS_CA_BUNDLE to a file with that"
              + " authority's certificate"
          : "from an authority that is not in "
              + caBundle.name()
              + " "
              + caBundle.value()
              + ": add that authority's certificate to the file";
    }
    String words = OneLine.shorten(String.valueOf(inner.getMessage()), LONGEST);
    if (inner instanceof CertificateExpiredException
        || inner instanceof CertificateNotYetValidException) {
      return "that has expired or is not valid yet (" + words + "): check the clock of this host";
    }
    return "that is not valid for this host ("
        + words
        + "): check the endpoint and any proxy in front of it";
  }
}
