// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A role as {@code ACCOUNT:NAME}, which asrole takes for a role, too, and which fits a table. */
public final class RoleColumn {
  private static final Pattern ARN = Pattern.compile("arn:[^:]*:iam::(\\d+):role/(.+)");

  private RoleColumn() {}

  /** Shortens the ARN of a role, with its path; leaves any other text as it is. */
  public static String shorten(String arn) {
    Matcher role = ARN.matcher(arn);
    return role.matches() ? role.group(1) + ":" + role.group(2) : arn;
  }
}
