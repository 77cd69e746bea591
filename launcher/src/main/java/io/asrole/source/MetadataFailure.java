// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.source;

import io.asrole.AsroleException;
import io.asrole.FailureCause;
import io.asrole.text.OneLine;

/** Makes the error messages about instance metadata; {@code asrole doctor} prints the fixes. */
final class MetadataFailure {
  private MetadataFailure() {}

  private static final String UNREADABLE = "cannot read instance metadata: ";
  static final String PUT_TOKEN = "PUT /latest/api/token";
  private static final String NO_CREDENTIALS =
      "cannot get source credentials from instance metadata: ";

  private static AsroleException failed(FailureCause failureCause, String why) {
    return AsroleException.unavailable(UNREADABLE + why).withFailureCause(failureCause);
  }

  static AsroleException disabledByVariable() {
    return AsroleException.refused(
            UNREADABLE
                + "AWS_EC2_METADATA_DISABLED=true is set; unset it, or give another --source")
        .withFailureCause(FailureCause.METADATA_DISABLED);
  }

  static AsroleException notReached(String endpoint, String why) {
    if (isProhibited(why)) {
      return prohibited(endpoint, why);
    }
    return failed(
        isNoRoute(why) ? FailureCause.METADATA_NO_ROUTE : FailureCause.METADATA_UNREACHED,
        "nothing answers at "
            + endpoint
            + " ("
            + why
            + "): this host is not an EC2 instance, or a firewall blocks the way; give another"
            + " --source");
  }

  static AsroleException silent(String endpoint, String seconds) {
    return failed(
        FailureCause.METADATA_SILENT, "no answer from " + endpoint + " within " + seconds + " s");
  }

  static AsroleException broken(String request, String why) {
    if (isProhibited(why)) {
      return prohibited(request, why);
    }
    return failed(
        isNoRoute(why) ? FailureCause.METADATA_NO_ROUTE : FailureCause.METADATA_STRANGE,
        request + ": " + why);
  }

  private static AsroleException prohibited(String what, String why) {
    return failed(
        FailureCause.METADATA_PROHIBITED,
        what
            + ": "
            + why
            + ": a route or a packet filter of this host forbids the connection; give another"
            + " --source");
  }

  /** EACCES is the answer of a "prohibit" route, EPERM that of a packet filter. */
  private static boolean isProhibited(String why) {
    return why.contains("Permission denied") || why.contains("not permitted");
  }

  /** The JDK has several exceptions for this error; the kernel's text in them is the same. */
  private static boolean isNoRoute(String why) {
    return why.contains("unreachable") || why.contains("No route");
  }

  /**
   * A request without a token got 401; in a container the answer to the token request may be lost.
   */
  static AsroleException tokenNeeded(String tokenAnswer) {
    boolean lost = tokenAnswer.equals(InstanceMetadata.NO_ANSWER);
    return failed(
        lost ? FailureCause.HOP_LIMIT : FailureCause.TOKEN_FORBIDDEN,
        lost
            ? "the token request was not answered although plain requests are: the hop limit is too"
                + " low for this container"
            : "the token request got "
                + tokenAnswer
                + ", and requests without a token get HTTP 401 Unauthorized: something between this"
                + " process and the instance blocks PUT /latest/api/token");
  }

  static AsroleException v1NotAllowed(String tokenAnswer) {
    boolean lost = tokenAnswer.equals(InstanceMetadata.NO_ANSWER);
    return AsroleException.refused(
            UNREADABLE
                + "the token request got "
                + tokenAnswer
                + ", and AWS_EC2_METADATA_V1_DISABLED=true forbids requests without a token")
        .withFailureCause(lost ? FailureCause.HOP_LIMIT : FailureCause.TOKEN_FORBIDDEN);
  }

  static AsroleException tokenRefused(int status) {
    return failed(FailureCause.METADATA_STRANGE, PUT_TOKEN + ": HTTP " + status);
  }

  static AsroleException forbidden(String path) {
    return failed(
        FailureCause.METADATA_OFF,
        "GET "
            + path
            + ": HTTP 403 Forbidden: instance metadata is turned off, or something on this host"
            + " blocks it");
  }

  static AsroleException unauthorized(String path) {
    return failed(
        FailureCause.METADATA_STRANGE,
        "GET " + path + ": HTTP 401 Unauthorized, also with a new token");
  }

  static AsroleException throttled(String request, int status) {
    return failed(
        FailureCause.THROTTLED, request + ": HTTP " + status + " on every attempt: throttled");
  }

  static AsroleException unexpected(String path, int status) {
    return failed(FailureCause.METADATA_STRANGE, "GET " + path + ": HTTP " + status);
  }

  static AsroleException noInstanceProfile() {
    return AsroleException.refused(NO_CREDENTIALS + "this instance has no instance profile")
        .withFailureCause(FailureCause.NO_INSTANCE_PROFILE);
  }

  /** A metadata proxy for containers answers like this if it has no role for a container. */
  static AsroleException emptyRoleList() {
    return AsroleException.refused(
            NO_CREDENTIALS
                + "GET /latest/meta-data/iam/security-credentials/ lists no role, and there is no"
                + " instance profile at /latest/meta-data/iam/info")
        .withFailureCause(FailureCause.EMPTY_ROLE_LIST);
  }

  static AsroleException noRole() {
    return AsroleException.refused(NO_CREDENTIALS + "the instance profile has no role")
        .withFailureCause(FailureCause.INSTANCE_PROFILE_WITHOUT_ROLE);
  }

  /** An answer with HTTP 200 that says why there are no keys. */
  static AsroleException code(String role, String code, String message) {
    String hint =
        switch (code) {
          case "AssumeRoleUnauthorizedAccess" ->
              "; the trust policy of "
                  + role
                  + " must name EC2 (a change can take an hour to reach the instance)";
          case "InstanceProfileNotFound" ->
              "; the instance profile was deleted and must be associated again";
          default -> "";
        };
    FailureCause failureCause =
        switch (code) {
          case "AssumeRoleUnauthorizedAccess" -> FailureCause.EC2_NOT_TRUSTED;
          case "InstanceProfileNotFound" -> FailureCause.INSTANCE_PROFILE_DELETED;
          default -> FailureCause.METADATA_STRANGE;
        };
    String words = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    return AsroleException.unavailable(
            NO_CREDENTIALS
                + code
                + (words.isEmpty() ? "" : ": " + OneLine.shorten(words, 300))
                + hint)
        .withFailureCause(failureCause);
  }

  static AsroleException noCredentials(String path) {
    return AsroleException.unavailable(
            NO_CREDENTIALS + "GET " + path + " did not return credentials")
        .withFailureCause(FailureCause.METADATA_STRANGE);
  }

  /**
   * Quotes the body only if it is an HTML or XML page, because anything else may contain a secret.
   */
  static AsroleException garbled(String request, String body, String otherwise) {
    return failed(
        FailureCause.METADATA_STRANGE,
        request
            + " returned something else: "
            + (body.startsWith("<") ? OneLine.shorten(body, 80) : otherwise));
  }
}
