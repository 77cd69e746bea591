// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import io.asrole.AsroleException;
import io.asrole.AwsError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Composes the error message of an AccessDenied: AWS's complete message, and for a terminal the
 * role, action and caller in at most two lines of 80 columns.
 */
final class DenialLine {
  private static final int LONGEST = 2 * 80 - "asrole: ".length();
  private static final int SHORTEST = 40;
  private static final String CODE = "AccessDenied";
  private static final Pattern USER =
      Pattern.compile("User: (\\S+) is not authorized to perform: (\\S+).*", Pattern.DOTALL);
  private static final Pattern ARN_PREFIX = Pattern.compile("arn:[^:\\s]*:[^:\\s]*:[^:\\s]*:\\d*:");

  private DenialLine() {}

  /**
   * Puts the hint in front of the denial.
   *
   * @param hint the call that the user may have meant; may be empty
   * @param more the next command to run; may be empty
   */
  static AsroleException compose(AsroleException denial, String hint, String more) {
    String lead = hint.isEmpty() ? "" : hint + (hint.endsWith("?") ? " " : "; ");
    String whole = lead + denial.sentence() + more;
    return denial.withSentences(whole, brief(lead, denial, more));
  }

  private static String brief(String lead, AsroleException denial, String more) {
    int room = LONGEST - lead.length() - more.length();
    Matcher user = USER.matcher(denial.awsMessage());
    String role = denial.awsError().map(AwsError::role).orElse("");
    if (denial.sentence().length() <= room || role.isEmpty() || !user.matches()) {
      return lead + cut(denial.sentence(), room) + more;
    }
    String what = "cannot assume " + role + ": " + CODE;
    String action = user.group(2).equals("sts:AssumeRole") ? "" : " of " + user.group(2);
    String who = " for " + user.group(1);
    List<String> longestFirst =
        List.of(
            what + action + who,
            what + action + withoutPrefix(who),
            withoutPrefix(what) + action + withoutPrefix(who),
            what + action,
            withoutPrefix(what) + action);
    return lead
        + longestFirst.stream()
            .filter(words -> words.length() <= room)
            .findFirst()
            .orElseGet(() -> cut(withoutPrefix(what), room))
        + more;
  }

  /** Cuts each ARN to its resource: {@code role/Deploy}, {@code assumed-role/R/S}. */
  private static String withoutPrefix(String words) {
    return ARN_PREFIX.matcher(words).replaceAll("");
  }

  /** Cuts the text to the room; returns the error code if the rest would be too short to read. */
  private static String cut(String words, int room) {
    if (words.length() <= room) {
      return words;
    }
    return room < SHORTEST ? CODE : words.substring(0, room - 3) + "...";
  }
}
