// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.FailureCause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionFailureTest {
  static Stream<Arguments> thrown() {
    return Stream.of(
        Arguments.of(new UnknownHostException("sts"), FailureCause.STS_UNKNOWN_HOST),
        Arguments.of(new ConnectException("Connection refused"), FailureCause.STS_UNREACHED),
        Arguments.of(new NoRouteToHostException(), FailureCause.STS_UNREACHED),
        Arguments.of(new SocketTimeoutException("Connect timed out"), FailureCause.STS_UNREACHED),
        Arguments.of(new SocketTimeoutException("Read timed out"), FailureCause.STS_SILENT),
        Arguments.of(new SSLHandshakeException("no"), FailureCause.STS_UNTRUSTED),
        Arguments.of(
            new CertificateException("No subject alternative names present"),
            FailureCause.STS_CERTIFICATE_NAME),
        Arguments.of(new CertPathBuilderException("no"), FailureCause.STS_UNTRUSTED),
        Arguments.of(new IOException("no"), FailureCause.STS_STRANGE));
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void isToldByWhatTheJdkThrows(Exception innermost, FailureCause cause) {
    assertEquals(cause, new ConnectionFailure(innermost).failureCause());
  }
}
