// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

/**
 * Reports how instance metadata answers: IMDSv2, IMDSv1, or not like instance metadata.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html">EC2:
 *     IMDSv2</a>
 */
public final class MetadataAccess {
  private static final String STEP = "metadata";

  private MetadataAccess() {}

  /**
   * Creates the finding.
   *
   * @param tokenAnswer the failed answer to the token request; empty if the answer was a token
   * @param withoutToken the HTTP status of a request without a token
   */
  public static Finding finding(String endpoint, String tokenAnswer, int withoutToken) {
    if (tokenAnswer.isEmpty()) {
      String old = "; requests without a token (old tools) ";
      return Finding.ok(
          STEP,
          "IMDSv2 at "
              + endpoint
              + switch (withoutToken) {
                case 200 -> old + "are answered too";
                case 401 -> old + "get 401";
                default -> "";
              });
    }
    if (withoutToken == 200) {
      return Finding.warn(
          STEP,
          "IMDSv1 at " + endpoint + ": the token request got " + tokenAnswer,
          new Remedy(
              "this container is behind the hop limit, or a proxy is in between; requests fail as soon"
                  + " as the instance requires tokens",
              "run asrole doctor on the host itself: a token there and none here is the hop limit"));
    }
    return Finding.warn(
        STEP,
        endpoint
            + " knows neither tokens ("
            + tokenAnswer
            + ") nor the instance's id (HTTP "
            + withoutToken
            + ")",
        new Remedy(
            "a proxy or another program answers in place of instance metadata",
            "curl -s " + endpoint + "/latest/meta-data/ # lists instance-id on an instance"));
  }
}
