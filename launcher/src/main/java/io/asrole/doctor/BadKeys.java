// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import java.util.List;

/**
 * Source credentials that AWS does not take, or does not take any more.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">STS: common
 *     errors</a>
 */
final class BadKeys {
  private final Names names;
  private final Attempt attempt;

  BadKeys(Names names, Attempt attempt) {
    this.names = names;
    this.attempt = attempt;
  }

  /** What mends it; {@code expired} where AWS knew them once. */
  List<Remedy> of(boolean expired) {
    String key = "the key " + attempt.accessKeyId() + " of " + attempt.source();
    return switch (attempt.source()) {
      case "instance" ->
          one(
              key
                  + (expired ? " has ended" : " is unknown")
                  + ", though instance metadata serves it: the role was deleted or made anew, or its"
                  + " trust policy changed",
              "aws iam get-role --role-name "
                  + names.role()
                  + " # is there, associate the instance profile anew: aws ec2"
                  + " replace-iam-instance-profile-association");
      case "environment" ->
          expired
              ? one(
                  key + " is left over from a session that has ended",
                  "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN, and drop"
                      + " --source environment")
              : List.of(keyAndToken(key, "AWS_SESSION_TOKEN"), otherPartition());
      default ->
          expired
              ? one(key + " has ended", "renew it where it comes from")
              : List.of(keyAndToken(key, "aws_session_token"), otherPartition());
    };
  }

  private Remedy keyAndToken(String key, String token) {
    return attempt.accessKeyId().startsWith("ASIA") && !attempt.temporary()
        ? new Remedy(key + " is temporary and came without " + token, "set " + token + " too")
        : new Remedy(
            key + " was deleted, or its secret and token are not the ones it was issued with",
            "set all three from one answer of AWS; aws iam list-access-keys shows users' keys");
  }

  private Remedy otherPartition() {
    return new Remedy(
        "the key is of another partition than "
            + names.askedRegion()
            + ", or of another region's STS",
        "--region, one of the key's partition");
  }

  private static List<Remedy> one(String cause, String fix) {
    return List.of(new Remedy(cause, fix));
  }
}
