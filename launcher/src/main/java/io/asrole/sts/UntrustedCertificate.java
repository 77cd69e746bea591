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

/** What is wrong with a server's certificate, which no second try mends. */
final class UntrustedCertificate {
  private static final int LONGEST = 200;

  private UntrustedCertificate() {}

  /** The one that was refused, if that is what failed. */
  static Optional<CertificateException> find(Throwable e) {
    for (Throwable reason = e; reason != null; reason = reason.getCause()) {
      if (reason instanceof CertificateException certificate) {
        return Optional.of(certificate);
      }
    }
    return Optional.empty();
  }

  /**
   * Java tells what is wrong by the innermost reason, and where no authority is found, at length.
   */
  static String words(CertificateException e, @Nullable Setting caBundle) {
    Throwable inner = ConnectionFailure.find(e).innermost();
    if (inner instanceof CertPathBuilderException) {
      return caBundle == null
          ? "of no authority that Java knows: set AWS_CA_BUNDLE to a file of its authority's"
              + " certificates"
          : "of no authority in "
              + caBundle.name()
              + " "
              + caBundle.value()
              + ": add its authority's certificate";
    }
    String words = OneLine.shorten(String.valueOf(inner.getMessage()), LONGEST);
    if (inner instanceof CertificateExpiredException
        || inner instanceof CertificateNotYetValidException) {
      return "that is out of date (" + words + "): is the clock of this host right?";
    }
    return "that is not good (" + words + "): is the endpoint right, and what stands before it?";
  }
}
