// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AsroleException;
import io.asrole.AsroleException.Kind;
import io.asrole.FailureCause;
import io.asrole.role.AwsSettings.Setting;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Instant;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.model.StsException;

class StsFailureTest {
  private static final Instant HERE = Instant.parse("2016-06-09T18:45:12.987Z");
  private static final String EXPIRED =
      "Signature expired: 20160609T184512Z is now earlier than 20160610T013008Z (20160610T014508Z -"
          + " 15 min.)";

  private final StsFailure failure = new StsFailure("STS in us-east-1", null, () -> HERE);

  @Test
  void tellsHowFarThisHostIsBehind() {
    assertEquals(
        "cannot: SignatureDoesNotMatch: "
            + EXPIRED
            + "; the clock of this host says 20160609T184512Z and that of AWS 20160610T014508Z:"
            + " this host is 6 h 59 min 56 s behind; correct its clock",
        sentence("SignatureDoesNotMatch", EXPIRED));
  }

  @Test
  void tellsHowFarThisHostIsAhead() {
    String future =
        "Signature not yet current: 20160609T184512Z is still later than 20160609T183912Z"
            + " (20160609T182412Z + 15 min.)";
    assertEquals(
        "cannot: SignatureDoesNotMatch: "
            + future
            + "; the clock of this host says 20160609T184512Z and that of AWS 20160609T182412Z:"
            + " this host is 21 min 0 s ahead; correct its clock",
        sentence("SignatureDoesNotMatch", future));
  }

  @ParameterizedTest
  @CsvSource({"Signature expired: long ago", "Signature expired: (whenever)"})
  void tellsItsOwnClockWhereAwsTellsNone(String message) {
    assertEquals(
        "cannot: SignatureDoesNotMatch: "
            + message
            + "; the clock of this host says 2016-06-09T18:45:12Z: correct it",
        sentence("SignatureDoesNotMatch", message));
  }

  @Test
  void saysNothingOfClocksWhereTheSignatureIsWrongOtherwise() {
    assertEquals(
        "cannot: SignatureDoesNotMatch: Credential should be scoped to a valid Region, not 'x'",
        sentence(
            "SignatureDoesNotMatch", "Credential should be scoped to a valid Region, not 'x'."));
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDenied, REFUSED",
    "ValidationError, REFUSED",
    "RegionDisabledException, REFUSED",
    "ExpiredToken, UNAVAILABLE",
    "InvalidClientTokenId, UNAVAILABLE",
    "Throttling, UNAVAILABLE",
    "InternalFailure, UNAVAILABLE"
  })
  void knowsWhatIsStssLastWord(String code, Kind kind) {
    assertEquals(kind, failure.toException("cannot", error(code, "words")).kind());
  }

  @Test
  void knowsTheLimitOfRoleChaining() {
    String limit =
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
            + " chaining.";
    assertTrue(StsFailure.isChainingLimit(error("ValidationError", limit)));
    assertFalse(StsFailure.isChainingLimit(error("AccessDenied", limit)));
    assertFalse(
        StsFailure.isChainingLimit(error("ValidationError", "The requested DurationSeconds")));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``, `the role's trust policy, or the policies of this caller's own role, lack`",
        "` because no identity-based policy allows the sts:TagSession action`,"
            + " the policies of this caller's own role lack",
        "` because no role trust policy allows the sts:TagSession action`,"
            + " the role's trust policy lacks",
        "` with an explicit deny in a service control policy`, that policy denies"
      })
  void tellsWhichPolicyLacksAnAction(String because, String told) {
    String message =
        "User: U is not authorized to perform: sts:TagSession on resource: R" + because;
    assertEquals(
        "cannot: AccessDenied: "
            + message
            + "; "
            + told
            + " sts:TagSession: add it there, or give --best-effort-tags to continue without it",
        sentence("AccessDenied", message));
    assertEquals("sts:TagSession", StsFailure.refusedExtra(error("AccessDenied", message)));
    assertEquals("", StsFailure.refusedExtra(error("ValidationError", message)));
  }

  @ParameterizedTest
  @CsvSource({
    "407 Proxy Authentication Required, set HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT,"
        + " PROXY_AUTHENTICATION",
    "403 Forbidden, 'allow that host in the proxy, or name it in NO_PROXY', PROXY_REFUSED"
  })
  void tellsAProxyThatRefusesFromSts(String status, String hint, FailureCause failureCause) {
    IOException tunnel =
        new IOException(
            "Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 " + status + "\"");
    AsroleException told =
        failure.toException(
            "cannot", SdkClientException.create("Unable to execute HTTP request", tunnel));
    assertEquals(
        "cannot: the proxy answered HTTP "
            + status
            + " and did not connect to STS in us-east-1; "
            + hint,
        told.sentence());
    assertEquals(failureCause, told.failureCause());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "<Error><Code>NoSuchBucket</Code><Message>No bucket</Message></Error>, `HTTP 403:"
            + " NoSuchBucket: No bucket, which is not an answer from STS`",
        "`{\"message\":\"Missing Authentication Token\"}`, `HTTP 403: Missing Authentication"
            + " Token, which is not an answer from STS`",
        "`{\"__type\":\"UnknownOperationException\"}`, `HTTP 403: UnknownOperationException,"
            + " which is not an answer from STS`",
        "<html>no</html>, HTTP 403: <html>no</html>",
        "<eof/>, HTTP 403 with an empty body"
      })
  void readsTheErrorOfAnotherService(String body, String told) {
    AwsServiceException error =
        StsException.builder()
            .statusCode(403)
            .awsErrorDetails(
                AwsErrorDetails.builder().rawResponse(SdkBytes.fromUtf8String(body)).build())
            .build();
    AsroleException failed = failure.toException("cannot", error);
    assertEquals("cannot: STS in us-east-1 answered " + told, failed.sentence());
    assertEquals(FailureCause.STS_STRANGE, failed.failureCause());
  }

  @Test
  void namesTheInnermostReason() {
    assertEquals(
        "cannot: no usable answer from STS in us-east-1: unknown host sts.example: check the"
            + " region and the name server of this host",
        caused(new UnknownHostException("sts.example")));
    assertEquals(
        "cannot: no usable answer from STS in us-east-1: Connection reset",
        caused(new IOException("outer", new IOException("Connection reset"))));
    assertEquals(
        "cannot: no usable answer from STS in us-east-1: the connection broke",
        caused(new IOException()));
  }

  @Test
  void saysWhatIsWrongWithACertificateAndAsksOnce() {
    IOException unknown =
        handshake(new CertPathBuilderException("unable to find valid certification path"));
    String shows = "cannot: STS in us-east-1 presents a certificate ";
    assertEquals(
        shows
            + "from an authority that Java does not trust: set AWS_CA_BUNDLE to a file with that"
            + " authority's certificate",
        caused(unknown));
    assertEquals(
        shows
            + "from an authority that is not in AWS_CA_BUNDLE /ca.pem: add that authority's"
            + " certificate to the file",
        caused(
            new StsFailure("STS in us-east-1", new Setting("AWS_CA_BUNDLE", "/ca.pem"), () -> HERE),
            unknown));
    assertEquals(
        shows
            + "that has expired or is not valid yet (NotAfter: then): check the clock of this host",
        caused(handshake(new CertificateExpiredException("NotAfter: then"))));
    assertEquals(
        shows
            + "that is not valid for this host (No name matching sts found): check the endpoint and"
            + " any proxy in front of it",
        caused(new SSLException("x", new CertificateException("No name matching sts found"))));
    assertFalse(StsClients.mayPass(SdkClientException.create("x", unknown)));
    assertTrue(StsClients.mayPass(SdkClientException.create("x", new IOException("x"))));
  }

  private static IOException handshake(Throwable inner) {
    return new SSLException("PKIX", new CertificateException("PKIX", inner));
  }

  private String caused(Throwable cause) {
    return caused(failure, cause);
  }

  private static String caused(StsFailure failure, Throwable cause) {
    return failure
        .toException("cannot", SdkClientException.create("Unable to execute HTTP request", cause))
        .sentence();
  }

  private String sentence(String code, String message) {
    AsroleException told = failure.toException("cannot", error(code, message));
    return told.sentence();
  }

  private static AwsServiceException error(String code, String message) {
    return StsException.builder()
        .statusCode(403)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}
