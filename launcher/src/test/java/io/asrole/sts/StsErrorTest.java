// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.FailureCause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StsErrorTest {
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
    "ValidationError, The requested DurationSeconds exceeds the MaxSessionDuration,"
        + " DURATION_TOO_LONG",
    "ValidationError, Value 'a:b' at 'roleSessionName' failed, SESSION_NAME",
    "ValidationError, arn is invalid, PARAMETER",
    "PackedPolicyTooLarge, 112%, PACKED_POLICY",
    "MalformedPolicyDocument, no, MALFORMED_POLICY",
    "InternalFailure, sorry, STS_STRANGE",
    "'', '', STS_STRANGE"
  })
  void isToldByCodeAndWords(String code, String message, FailureCause cause) {
    assertEquals(cause, StsError.find(403, code, message).cause());
  }

  @ParameterizedTest
  @CsvSource({"500, InternalFailure", "503, ServiceUnavailable", "502, ''", "503, SlowDown"})
  void isOfTheServerWhereTheStatusIs5xx(int status, String code) {
    assertEquals(FailureCause.STS_SERVER_ERROR, StsError.find(status, code, "").cause());
  }
}
