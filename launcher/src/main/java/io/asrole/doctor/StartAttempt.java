// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.check.Finding;
import io.asrole.check.Remedy;
import io.asrole.role.Arn;
import io.asrole.role.SessionParameters;
import java.time.Duration;

/**
 * What is known of the start under diagnosis; an unknown value is the empty string.
 *
 * @param given the role as the user wrote it
 * @param role the ARN of the role
 * @param source the source of the credentials, as a value of {@code --source}
 * @param accessKeyId the key id of the source credentials
 * @param temporary whether the source credentials have a session token
 * @param caller the ARN of the source credentials, from GetCallerIdentity or an AccessDenied
 */
public record StartAttempt(
    String given,
    String role,
    SessionParameters parameters,
    String source,
    String accessKeyId,
    boolean temporary,
    String caller) {
  private static final String STEP = "role";

  /** Creates a start with the role as given; nothing else is known. */
  public static StartAttempt create(String given) {
    return new StartAttempt(given, "", SessionParameters.NONE, "", "", false, "");
  }

  /** Returns a copy with the chosen source, without role ARN, key and caller. */
  public StartAttempt withSource(String source) {
    return new StartAttempt(given, "", parameters, source, "", false, "");
  }

  /** Returns a copy with the key of the source. */
  public StartAttempt withKey(String accessKeyId, boolean temporary) {
    return new StartAttempt(given, role, parameters, source, accessKeyId, temporary, caller);
  }

  /** Returns a copy with the caller's ARN. */
  public StartAttempt withCaller(String caller) {
    return new StartAttempt(given, role, parameters, source, accessKeyId, temporary, caller);
  }

  /** Returns a copy with the role's ARN and the parameters of AssumeRole. */
  public StartAttempt withRole(String role, SessionParameters parameters) {
    return new StartAttempt(given, role, parameters, source, accessKeyId, temporary, caller);
  }

  /** Compares the role with the caller; sends no request. */
  public Finding roleFinding() {
    if (isInAnotherPartition()) {
      String own = Arn.parse(caller).partition();
      return Finding.warn(
          STEP,
          role + " is in the partition " + Arn.parse(role).partition() + ", the caller in " + own,
          new Remedy(
              "no role can be assumed across partitions",
              "use a role of "
                  + own
                  + ", or source credentials of "
                  + Arn.parse(role).partition()));
    }
    if (role.equals(callerRole())) {
      return Finding.warn(
          STEP,
          role + " is the caller's own role",
          new Remedy(
              "a role must name itself in its trust policy to assume itself",
              "start the command without asrole"));
    }
    return Finding.ok(STEP, role + (isElsewhere() ? ", in another account than the caller" : ""));
  }

  /** Reports the session that STS issued and its real duration. */
  public Finding sessionFinding(String arn, Duration life, boolean chainingLimited) {
    String says = arn + " for " + (life.toSeconds() + 30) / 60 + " min";
    return chainingLimited
        ? Finding.warn(
            "session",
            says,
            new Remedy(
                parameters.durationOrDefault().toSeconds()
                    + " s were requested, but AWS limits role chaining to one hour, and a session"
                    + " from an instance profile is role chaining",
                "leave out --duration; a longer command needs renewed credentials (asrole attach,"
                    + " --agent, or asrole credentials as credential_process)"))
        : Finding.ok("session", says);
  }

  /** The role's account. */
  public String account() {
    return Arn.parse(role).account();
  }

  boolean isElsewhere() {
    return !Arn.parse(caller).account().isEmpty()
        && !Arn.parse(role).account().equals(Arn.parse(caller).account());
  }

  boolean isInAnotherPartition() {
    return !Arn.parse(caller).partition().isEmpty()
        && !Arn.parse(role).partition().equals(Arn.parse(caller).partition());
  }

  /** The name of the role, for use in a command; a placeholder if the role is unknown. */
  String roleName() {
    return HostFacts.orPlaceholder(role.substring(role.lastIndexOf('/') + 1), "ROLE");
  }

  String givenOrPlaceholder() {
    return HostFacts.orPlaceholder(given, "ROLE");
  }

  String sourceOrPlaceholder() {
    return HostFacts.orPlaceholder(source, "source");
  }

  String accountOrPlaceholder() {
    return HostFacts.orPlaceholder(account(), "ACCOUNT");
  }

  String callerAccount() {
    return HostFacts.orPlaceholder(Arn.parse(caller).account(), "ACCOUNT");
  }

  /**
   * The role ARN of a caller that is a role session, without the path, which a session ARN omits.
   * The caller's ARN for other callers; a placeholder if the caller is unknown.
   */
  String callerRole() {
    String session = Arn.parse(caller).roleOfSession();
    return session.isEmpty() ? HostFacts.orPlaceholder(caller, "CALLER_ARN") : session;
  }

  /** The name of the caller's role, for use in a command. */
  String callerRoleName() {
    return caller.isEmpty() ? "CALLER_ROLE" : callerRole().replaceFirst(".*/", "");
  }

  /** The command that prints the role's trust policy. */
  String showTrustPolicy() {
    return "aws iam get-role --role-name "
        + roleName()
        + " --query Role.AssumeRolePolicyDocument"
        + (isElsewhere() ? " # in account " + account() : "");
  }
}
