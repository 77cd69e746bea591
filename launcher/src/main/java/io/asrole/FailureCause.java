// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

/** What went wrong between asrole and AWS, as far as the remedies differ. */
public enum FailureCause {
  /** Nothing that needs a change at AWS or on this host. */
  NONE,
  /** ROLE is malformed. */
  ROLE_NAME,
  /** A profile or the AWS config file cannot be used. */
  PROFILE,
  /** Another option or variable has an invalid value. */
  OPTION,
  /** AWS_EC2_METADATA_DISABLED is true. */
  METADATA_DISABLED,
  /** Nothing accepts connections at the address of instance metadata. */
  METADATA_UNREACHED,
  /** There is no network route to instance metadata. */
  METADATA_NO_ROUTE,
  /** Instance metadata takes connections and does not answer. */
  METADATA_SILENT,
  /** Instance metadata is turned off, HTTP 403. */
  METADATA_OFF,
  /** The token's answer is lost on its way into a container. */
  HOP_LIMIT,
  /** The token request is forbidden, and there is no way without. */
  TOKEN_FORBIDDEN,
  /** What answers is not instance metadata, or its answer is broken. */
  METADATA_STRANGE,
  /** Too many requests. */
  THROTTLED,
  NO_INSTANCE_PROFILE,
  INSTANCE_PROFILE_DELETED,
  INSTANCE_PROFILE_WITHOUT_ROLE,
  /** Instance metadata lists no role, and knows no instance profile. */
  EMPTY_ROLE_LIST,
  /** The trust policy of the instance's role does not name EC2. */
  EC2_NOT_TRUSTED,
  /** The source credentials cannot be had from another source than instance metadata. */
  NO_SOURCE_CREDENTIALS,
  NO_REGION,
  REGION_UNKNOWN,
  STS_UNKNOWN_HOST,
  STS_UNREACHED,
  /** STS takes connections and does not answer. */
  STS_SILENT,
  /** No certificate that is trusted here. */
  STS_UNTRUSTED,
  /** The certificate is for other host names. */
  STS_CERTIFICATE_NAME,
  /** What answers is not STS. */
  STS_STRANGE,
  /** STS answers HTTP 5xx. */
  STS_SERVER_ERROR,
  /** A proxy answers HTTP 407. */
  PROXY_AUTHENTICATION,
  /** A proxy answers another error, and does not connect. */
  PROXY_REFUSED,
  STS_OFF_IN_REGION,
  CLOCK,
  SOURCE_EXPIRED,
  /** STS does not know the source's key id. */
  SOURCE_UNKNOWN,
  /** STS knows the key id, and the signature does not match. */
  SOURCE_SECRET_WRONG,
  DENIED,
  DURATION_TOO_LONG,
  SESSION_NAME,
  /** The session policies and tags are too large together. */
  PACKED_POLICY,
  MALFORMED_POLICY,
  /** AWS rejects another parameter. */
  PARAMETER;

  /** Whether the error should end with "run: asrole doctor ROLE". */
  public boolean pointsToDoctor() {
    return switch (this) {
      case NONE,
          ROLE_NAME,
          PROFILE,
          OPTION,
          METADATA_DISABLED,
          NO_SOURCE_CREDENTIALS,
          NO_REGION,
          DURATION_TOO_LONG,
          PACKED_POLICY,
          MALFORMED_POLICY,
          PARAMETER ->
          false;
      default -> true;
    };
  }
}
