// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.check.Remedy;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the option of an AssumeRole parameter that AWS rejects, as in {@code Value 'x' at
 * 'sourceIdentity' failed to satisfy constraint}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
final class Parameters {
  private static final Pattern MEMBER = Pattern.compile(" at '([A-Za-z]+)[^']*' failed");

  private Parameters() {}

  static List<Remedy> rejected(String words) {
    Matcher member = MEMBER.matcher(words);
    String option = member.find() ? option(member.group(1)) : "";
    return List.of(
        option.isEmpty()
            ? new Remedy(
                "AWS rejects a value that was sent", "change the value that the message names")
            : new Remedy(
                "AWS rejects the value of " + option, "give " + option + " another value"));
  }

  private static String option(String member) {
    return switch (member) {
      case "durationSeconds" -> "--duration";
      case "externalId" -> "--external-id";
      case "sourceIdentity" -> "--source-identity";
      case "tags" -> "--tag";
      case "transitiveTagKeys" -> "--transitive-tag";
      case "policy" -> "--policy";
      case "policyArns" -> "--policy-arn";
      default -> "";
    };
  }
}
