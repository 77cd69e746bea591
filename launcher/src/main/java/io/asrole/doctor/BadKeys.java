// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.FailureCause;
import io.asrole.check.Remedy;
import java.util.ArrayList;
import java.util.List;

/**
 * The remedies for source credentials that AWS rejects.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">STS: common
 *     errors</a>
 */
final class BadKeys {
  private final HostFacts names;
  private final StartAttempt attempt;
  private final StsReach reach;
  private final String key;
  private final String issuedWith;

  BadKeys(HostFacts names, StartAttempt attempt, StsReach reach) {
    this.names = names;
    this.attempt = attempt;
    this.reach = reach;
    String id = attempt.accessKeyId();
    this.issuedWith = "issued with " + (id.isEmpty() ? "the key" : id);
    this.key = "the key " + (id.isEmpty() ? "" : id + " ") + "of " + attempt.sourceOrPlaceholder();
  }

  /** The remedies for a failure cause, the likeliest first. */
  List<Remedy> find(FailureCause trouble) {
    return switch (trouble) {
      case SOURCE_EXPIRED -> List.of(expired());
      case SOURCE_SECRET_WRONG -> signature();
      default -> unknown();
    };
  }

  /** The remedy for an expired key. */
  Remedy expired() {
    return switch (attempt.source()) {
      case "instance" -> associateAgain(key + " has expired");
      case "environment" ->
          new Remedy(
              key + " is left over from a session that has expired",
              "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN # and leave out"
                  + " --source environment");
      default -> new Remedy(key + " has expired", "renew it where it comes from");
    };
  }

  /** The remedies for a key id that AWS knows, with a signature that AWS rejects. */
  private List<Remedy> signature() {
    List<Remedy> all = new ArrayList<>();
    boolean instance = attempt.source().equals("instance");
    Remedy secret =
        new Remedy(
            "STS knows "
                + key
                + ", but the secret access key is not the one of this key: it was copied incompletely"
                + " or belongs to another key",
            attempt.source().equals("environment")
                ? "export AWS_SECRET_ACCESS_KEY=SECRET # the secret that was " + issuedWith
                : "put the secret that was " + issuedWith + " where the key comes from");
    if (!instance) {
      all.add(secret);
    }
    all.addAll(reach.rewritten());
    return all;
  }

  private List<Remedy> unknown() {
    List<Remedy> all = new ArrayList<>();
    if (names.isOtherRegion()) {
      all.add(
          new Remedy(
              "STS is called in "
                  + names.stsRegion()
                  + ", and this instance is in "
                  + names.region()
                  + ": the account may not have "
                  + names.stsRegion()
                  + " enabled, and a region that is not enabled knows no key of the account",
              "asrole doctor --region "
                  + names.region()
                  + given()
                  + " # or enable it: aws account enable-region --region-name "
                  + names.stsRegion()));
    }
    if (attempt.source().equals("instance")) {
      all.add(associateAgain("STS does not know " + key));
      return all;
    }
    String token =
        attempt.source().equals("environment") ? "AWS_SESSION_TOKEN" : "aws_session_token";
    all.add(
        attempt.accessKeyId().startsWith("ASIA") && !attempt.temporary()
            ? new Remedy(
                key + " is temporary and came without " + token,
                token.startsWith("AWS") ? "export " + token + "=TOKEN" : "set " + token + " too")
            : new Remedy(
                key + " was deleted, or its session token belongs to another key",
                "aws iam list-access-keys --user-name USER # or set key, secret and token from one"
                    + " answer of AWS"));
    all.add(
        new Remedy(
            "the key is of another partition than "
                + names.askedRegion()
                + ", or the account has not enabled "
                + names.askedRegion(),
            "asrole doctor --region REGION" + given() + " # a region of the key's account"));
    return all;
  }

  private Remedy associateAgain(String what) {
    return new Remedy(
        what
            + ", although instance metadata still serves it: the instance's role was deleted or"
            + " re-created, or its trust policy was changed",
        "aws iam get-role --role-name "
            + names.role()
            + " # if it exists, associate the instance profile again: aws ec2"
            + " replace-iam-instance-profile-association");
  }

  private String given() {
    return attempt.given().isEmpty() ? "" : " " + attempt.given();
  }
}
