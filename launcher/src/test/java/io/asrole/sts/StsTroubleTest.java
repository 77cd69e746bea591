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
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StsTroubleTest {
  @ParameterizedTest
  @CsvSource({
    "AccessDenied, no, DENIED",
    "ExpiredToken, is expired, SOURCE_EXPIRED",
    "InvalidClientTokenId, is invalid, SOURCE_UNKNOWN",
    "SignatureDoesNotMatch, Signature expired: now, CLOCK",
    "SignatureDoesNotMatch, Signature not yet current: now, CLOCK",
    "SignatureDoesNotMatch, The request signature we calculated, SOURCE_SECRET_WRONG",
    "RegionDisabledException, not activated, STS_OFF_IN_REGION",
    "SignatureDoesNotMatch, Credential should be scoped to a valid Region, REGION_UNKNOWN",
    "Throttling, Rate exceeded, THROTTLED",
    "ValidationError, The requested DurationSeconds exceeds the MaxSessionDuration, DURATION_TOO_LONG",
    "ValidationError, Value 'a:b' at 'roleSessionName' failed, SESSION_NAME",
    "ValidationError, arn is invalid, PARAMETER",
    "PackedPolicyTooLarge, 112%, PACKED_POLICY",
    "MalformedPolicyDocument, no, MALFORMED_POLICY",
    "InternalFailure, sorry, STS_STRANGE",
    "'', '', STS_STRANGE"
  })
  void isToldByCodeAndWords(String code, String message, FailureCause trouble) {
    assertEquals(trouble, StsTrouble.of(403, code, message));
  }

  @ParameterizedTest
  @CsvSource({"500, InternalFailure", "503, ServiceUnavailable", "502, ''", "503, SlowDown"})
  void isOfTheServerWhereTheStatusIs5xx(int status, String code) {
    assertEquals(FailureCause.STS_SERVER_ERROR, StsTrouble.of(status, code, ""));
  }

  static Stream<Arguments> thrown() {
    return Stream.of(
        Arguments.of(new UnknownHostException("sts"), FailureCause.STS_UNKNOWN_HOST),
        Arguments.of(new ConnectException("Connection refused"), FailureCause.STS_UNREACHED),
        Arguments.of(new NoRouteToHostException(), FailureCause.STS_UNREACHED),
        Arguments.of(new SocketTimeoutException("Connect timed out"), FailureCause.STS_UNREACHED),
        Arguments.of(new SocketTimeoutException("Read timed out"), FailureCause.STS_SILENT),
        Arguments.of(new SSLHandshakeException("no"), FailureCause.STS_UNTRUSTED),
        Arguments.of(new CertPathBuilderException("no"), FailureCause.STS_UNTRUSTED),
        Arguments.of(new IOException("no"), FailureCause.STS_STRANGE));
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void isToldByWhatTheJdkThrows(Exception innermost, FailureCause trouble) {
    assertEquals(trouble, StsTrouble.of(innermost));
  }
}
