// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

/** What went wrong between asrole and AWS, told apart as far as the remedies differ. */
public enum Trouble {
  /** Nothing that AWS or the host would have to mend. */
  NONE,
  /** What was given is not how a role is written. */
  ROLE_NAME,
  /** A profile, or the AWS config file itself, leads nowhere. */
  PROFILE,
  /** Another option or variable has a value that cannot be meant. */
  OPTION,
  /** AWS_EC2_METADATA_DISABLED is true. */
  METADATA_DISABLED,
  /** No way to instance metadata. */
  METADATA_UNREACHED,
  /** Instance metadata takes connections and does not answer. */
  METADATA_SILENT,
  /** Instance metadata is turned off, HTTP 403. */
  METADATA_OFF,
  /** The token's answer is lost on its way into a container. */
  HOP_LIMIT,
  /** The token request is forbidden, and there is no way without. */
  TOKEN_FORBIDDEN,
  /** Something else than instance metadata answers, or a broken one. */
  METADATA_STRANGE,
  /** Too many requests. */
  THROTTLED,
  NO_INSTANCE_PROFILE,
  INSTANCE_PROFILE_DELETED,
  INSTANCE_PROFILE_WITHOUT_ROLE,
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
  /** Something else than STS answers, or a broken one. */
  STS_STRANGE,
  STS_OFF_IN_REGION,
  CLOCK,
  SOURCE_EXPIRED,
  SOURCE_UNKNOWN,
  SOURCE_SECRET_WRONG,
  DENIED,
  DURATION_TOO_LONG,
  SESSION_NAME,
  /** Another parameter that AWS does not take. */
  PARAMETER;

  /** Whether there is more to say about it than a line of text holds. */
  public boolean hasMoreToTell() {
    return switch (this) {
      case NONE,
          ROLE_NAME,
          PROFILE,
          OPTION,
          METADATA_DISABLED,
          NO_SOURCE_CREDENTIALS,
          NO_REGION,
          DURATION_TOO_LONG,
          PARAMETER ->
          false;
      default -> true;
    };
  }
}
