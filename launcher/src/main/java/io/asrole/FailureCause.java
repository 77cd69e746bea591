// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

/** The causes of failures between asrole and AWS. {@code asrole doctor} has remedies for each. */
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
  /** The network of this host forbids connections to instance metadata, as systemd-imdsd does. */
  METADATA_PROHIBITED,
  /** Instance metadata accepts connections but does not answer. */
  METADATA_SILENT,
  /** Instance metadata is turned off, HTTP 403. */
  METADATA_OFF,
  /** The answer to the token request does not reach the container: the hop limit is too low. */
  HOP_LIMIT,
  /** The token request is blocked, and instance metadata requires a token. */
  TOKEN_FORBIDDEN,
  /** Another program answers instead of instance metadata, or the answer is broken. */
  METADATA_STRANGE,
  /** Too many requests. */
  THROTTLED,
  NO_INSTANCE_PROFILE,
  INSTANCE_PROFILE_DELETED,
  INSTANCE_PROFILE_WITHOUT_ROLE,
  /** Instance metadata lists neither a role nor an instance profile. */
  EMPTY_ROLE_LIST,
  /** The trust policy of the instance's role does not name EC2. */
  EC2_NOT_TRUSTED,
  /** A source other than instance metadata has no usable credentials. */
  NO_SOURCE_CREDENTIALS,
  /** The file that makes a host guarded is wrong, or the call needs a role there. */
  GUARD,
  /** A guarded host takes only the name of a role. */
  GUARDED_ROLE,
  /** There is no sudo on a guarded host. */
  SUDO_MISSING,
  /** The process has no_new_privs, so sudo cannot run. */
  NO_NEW_PRIVILEGES,
  /** No rule of sudo lets the user have the role. */
  SUDO_REFUSED,
  /** A rule of sudo lets the user have the role, but sudo asks for a password. */
  SUDO_PASSWORD,
  /** sudo fails by itself. */
  SUDO_FAILED,
  /** asrole-grant fails; its message is AWS's or its own. */
  GRANT_FAILED,
  NO_REGION,
  REGION_UNKNOWN,
  STS_UNKNOWN_HOST,
  STS_UNREACHED,
  /** STS accepts connections but does not answer. */
  STS_SILENT,
  /** This host does not trust the certificate of STS. */
  STS_UNTRUSTED,
  /** The certificate of STS is for other host names. */
  STS_CERTIFICATE_NAME,
  /** Another program answers instead of STS. */
  STS_STRANGE,
  /** STS answers HTTP 5xx. */
  STS_SERVER_ERROR,
  /** A proxy answers HTTP 407. */
  PROXY_AUTHENTICATION,
  /** A proxy answers another error than 407 and does not connect. */
  PROXY_REFUSED,
  STS_OFF_IN_REGION,
  CLOCK,
  SOURCE_EXPIRED,
  /** STS does not know the access key id of the source credentials. */
  SOURCE_UNKNOWN,
  /** STS knows the access key id, but the signature does not match. */
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
          GUARD,
          GUARDED_ROLE,
          SUDO_MISSING,
          NO_NEW_PRIVILEGES,
          SUDO_REFUSED,
          SUDO_PASSWORD,
          SUDO_FAILED,
          GRANT_FAILED,
          NO_REGION,
          DURATION_TOO_LONG,
          PACKED_POLICY,
          MALFORMED_POLICY,
          PARAMETER ->
          false;
      default -> true;
    };
  }

  /**
   * Whether AWS itself has answered, so that each start with the same session key gets the same
   * answer. False for what asrole checks on this host, such as an option or a variable.
   */
  public boolean isAnswerOfAws() {
    return switch (this) {
      case HOP_LIMIT,
          TOKEN_FORBIDDEN,
          NO_INSTANCE_PROFILE,
          INSTANCE_PROFILE_WITHOUT_ROLE,
          EMPTY_ROLE_LIST,
          GRANT_FAILED,
          STS_OFF_IN_REGION,
          DENIED,
          DURATION_TOO_LONG,
          SESSION_NAME,
          PACKED_POLICY,
          MALFORMED_POLICY,
          PARAMETER ->
          true;
      default -> false;
    };
  }
}
