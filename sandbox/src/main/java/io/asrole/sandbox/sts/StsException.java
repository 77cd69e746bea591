// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.services.StsActions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error answer of STS, with AWS's code and message.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
final class StsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private StsException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  /** The members of the error: Type, Code and Message. */
  Map<String, String> members() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("Type", status < 500 ? "Sender" : "Receiver");
    members.put("Code", code);
    members.put("Message", String.valueOf(getMessage()));
    return members;
  }

  /** The code and the message: {@code ValidationError: ...}. */
  String text() {
    return code + ": " + getMessage();
  }

  static StsException missingAction() {
    return new StsException(400, "MissingAction", "Missing Action");
  }

  static StsException invalidAction(String action, String version) {
    return new StsException(
        400,
        "InvalidAction",
        "Could not find operation %s for version %s".formatted(action, version));
  }

  /** AWS has the action. The code is that of requests to a service that is not simulated. */
  static StsException notSimulated(String action) {
    return new StsException(
        501,
        "NotImplemented",
        "asrole-sandbox does not simulate the STS action %s: it has %s."
            .formatted(action, String.join(", ", StsActions.SIMULATED)));
  }

  static StsException missingAuthenticationToken() {
    return new StsException(
        403, "MissingAuthenticationToken", "Request is missing Authentication Token");
  }

  static StsException incompleteSignature(String what) {
    return new StsException(400, "IncompleteSignature", what);
  }

  static StsException signatureDoesNotMatch(String what) {
    return new StsException(403, "SignatureDoesNotMatch", what);
  }

  static StsException signatureDiffers() {
    return signatureDoesNotMatch(
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");
  }

  static StsException invalidClientTokenId() {
    return new StsException(
        403, "InvalidClientTokenId", "The security token included in the request is invalid.");
  }

  static StsException expiredToken() {
    return new StsException(
        403, "ExpiredToken", "The security token included in the request is expired");
  }

  static StsException accessDenied(String caller, String action, String resource) {
    return accessDenied(
        "User: %s is not authorized to perform: %s on resource: %s"
            .formatted(caller, action, resource));
  }

  static StsException accessDenied(String sentence) {
    return new StsException(403, "AccessDenied", sentence);
  }

  static StsException validation(String sentence) {
    return new StsException(400, "ValidationError", sentence);
  }

  static StsException validation(List<String> errors) {
    return validation(
        "%d validation error%s detected: %s"
            .formatted(errors.size(), errors.size() == 1 ? "" : "s", String.join("; ", errors)));
  }

  static StsException malformedPolicy(String what) {
    return new StsException(400, "MalformedPolicyDocument", what);
  }

  static StsException packedPolicyTooLarge(int percent) {
    return new StsException(
        400,
        "PackedPolicyTooLarge",
        "Packed size of session tags consumes %d%% of allotted space.".formatted(percent));
  }

  static StsException malformedInput() {
    return new StsException(
        400, "MalformedInput", "Could not parse the request: DurationSeconds is not a number");
  }

  static StsException invalidIdentityToken(String what) {
    return new StsException(400, "InvalidIdentityToken", what);
  }

  static StsException notJsonWebToken() {
    return invalidIdentityToken(
        "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access"
            + " Token)");
  }

  static StsException missingClaim(String claim) {
    return invalidIdentityToken("Missing a required claim: " + claim);
  }

  static StsException expiredIdentityToken(long now, long end) {
    return new StsException(
        400,
        "ExpiredTokenException",
        "Token expired: current date/time %d must be before the expiration date/time %d"
            .formatted(now, end));
  }

  static StsException idpRejectedClaim(String provider) {
    return new StsException(
        403,
        "IDPRejectedClaim",
        "%1$s: %1$s responded with HTTP/1.1 400 Bad Request".formatted(provider));
  }

  static StsException throttling() {
    return new StsException(400, "Throttling", "Rate exceeded");
  }
}
