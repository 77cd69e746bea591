// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.role.SessionParameters;
import java.time.Duration;

/**
 * The start that is looked into, as far as it is known; empty where it is not.
 *
 * @param given the role as the user wrote it
 * @param role its ARN
 * @param source where the source credentials come from, in the words of {@code --source}
 * @param accessKeyId theirs
 * @param temporary whether they have a session token
 * @param caller whom AWS takes them for
 */
public record Attempt(
    String given,
    String role,
    SessionParameters parameters,
    String source,
    String accessKeyId,
    boolean temporary,
    String caller) {
  private static final String STEP = "role";

  /** A start of which nothing but the role's name is known. */
  public static Attempt of(String given) {
    return new Attempt(given, "", SessionParameters.NONE, "", "", false, "");
  }

  /** With the source that was chosen. */
  public Attempt from(String source) {
    return new Attempt(given, "", parameters, source, "", false, "");
  }

  /** With the source's key. */
  public Attempt with(String accessKeyId, boolean temporary) {
    return new Attempt(given, role, parameters, source, accessKeyId, temporary, caller);
  }

  /** With whom AWS takes that key's holder for. */
  public Attempt as(String caller) {
    return new Attempt(given, role, parameters, source, accessKeyId, temporary, caller);
  }

  /** With what is to be asked for. */
  public Attempt of(String role, SessionParameters parameters) {
    return new Attempt(given, role, parameters, source, accessKeyId, temporary, caller);
  }

  /** The role, held against what is known of the caller without asking. */
  public Finding known() {
    String own = partition(caller);
    if (!partition(role).equals(own) && !own.isEmpty()) {
      return Finding.warn(
          STEP,
          role + " is in the partition " + partition(role) + ", the caller in " + own,
          new Remedy(
              "AWS keeps partitions apart: no role is assumed across",
              "a role of " + own + ", or source credentials of " + partition(role)));
    }
    if (role.equals(callerRole())) {
      return Finding.warn(
          STEP,
          role + " is the caller's own role",
          new Remedy("it has to trust itself to be assumed", "start the command without asrole"));
    }
    return Finding.ok(STEP, role + (isElsewhere() ? ", in another account than the caller" : ""));
  }

  /** The session that was opened: how long it really lasts. */
  public Finding issued(String arn, Duration life, boolean chainingLimited) {
    String says = arn + " for " + (life.toSeconds() + 30) / 60 + " min";
    return chainingLimited
        ? Finding.warn(
            "session",
            says,
            new Remedy(
                "asked for "
                    + parameters.durationOrDefault().toSeconds()
                    + " s, but AWS ends role chaining, and a session made from an instance profile is"
                    + " that, after one hour",
                "leave out --duration; what runs longer needs its credentials renewed"))
        : Finding.ok("session", says);
  }

  /** The role's account. */
  public String account() {
    return account(role);
  }

  boolean isElsewhere() {
    return !account(role).equals(account(caller));
  }

  String roleName() {
    return role.substring(role.lastIndexOf('/') + 1);
  }

  /** The role of a caller that is a role session, without the path that its ARN does not tell. */
  String callerRole() {
    String[] arn = caller.split(":", 6);
    String[] resource = arn.length < 6 ? new String[0] : arn[5].split("/", -1);
    return resource.length == 3 && resource[0].equals("assumed-role")
        ? "arn:" + arn[1] + ":iam::" + arn[4] + ":role/" + resource[1]
        : caller;
  }

  static String account(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length < 6 ? "" : parts[4];
  }

  static String partition(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length < 6 ? "" : parts[1];
  }
}
