// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.session.RoleSession;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.world.Partition;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * Checks the signature of a request and finds the session that signed it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">Troubleshoot
 *     Signature Version 4</a>
 */
final class Authenticator {
  private static final Duration TOLERANCE = Duration.ofMinutes(15);

  /** Holds the format of dates. It is created for the first request, not when STS starts. */
  private static final class Dates {
    static final DateTimeFormatter BASIC =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  }

  private final Partition partition;
  private final RoleSessions sessions;
  private final InstantSource clock;

  Authenticator(Partition partition, RoleSessions sessions, InstantSource clock) {
    this.partition = partition;
    this.sessions = sessions;
    this.clock = clock;
  }

  /** The session that signed the request. The method does not check whether it has expired. */
  RoleSession identify(Request request, Signed signed) throws StsException {
    checkScope(signed);
    checkDate(signed);
    RoleSession session =
        sessions
            .find(signed.accessKeyId())
            .filter(known -> tokenMatches(known, signed))
            .orElseThrow(StsException::invalidClientTokenId);
    if (!signed.headers().contains("host")) {
      throw StsException.signatureDoesNotMatch(
          "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    if (!SignatureV4.matches(request, signed, session.credentials().secretAccessKey())) {
      throw StsException.signatureDiffers();
    }
    return session;
  }

  private static boolean tokenMatches(RoleSession session, Signed signed) {
    byte[] known = session.credentials().sessionToken().getBytes(UTF_8);
    return MessageDigest.isEqual(known, signed.sessionToken().orElse("").getBytes(UTF_8));
  }

  private void checkScope(Signed signed) throws StsException {
    if (!partition.hasRegion(signed.region())) {
      throw StsException.signatureDoesNotMatch(
          "Credential should be scoped to a valid Region, not '" + signed.region() + "'");
    }
    if (!signed.service().equals("sts")) {
      throw StsException.signatureDoesNotMatch(
          "Credential should be scoped to correct service: 'sts'");
    }
    if (!signed.terminator().equals("aws4_request")) {
      throw StsException.signatureDoesNotMatch(
          "Credential should be scoped with a valid terminator: 'aws4_request'");
    }
    if (!signed.date().startsWith(signed.day())) {
      throw StsException.signatureDoesNotMatch(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP");
    }
  }

  private void checkDate(Signed signed) throws StsException {
    Instant then;
    try {
      then = Instant.from(Dates.BASIC.parse(signed.date()));
    } catch (DateTimeParseException e) {
      throw StsException.incompleteSignature(
          "Date must be in ISO-8601 'basic format'. Got '" + signed.date() + "'.");
    }
    Instant now = clock.instant();
    Instant earliest = now.minus(TOLERANCE);
    Instant latest = now.plus(TOLERANCE);
    if (then.isBefore(earliest)) {
      throw StsException.signatureDoesNotMatch(
          "Signature expired: %s is now earlier than %s (%s - 15 min.)"
              .formatted(signed.date(), Dates.BASIC.format(earliest), Dates.BASIC.format(now)));
    }
    if (then.isAfter(latest)) {
      throw StsException.signatureDoesNotMatch(
          "Signature not yet current: %s is still later than %s (%s + 15 min.)"
              .formatted(signed.date(), Dates.BASIC.format(latest), Dates.BASIC.format(now)));
    }
  }
}
