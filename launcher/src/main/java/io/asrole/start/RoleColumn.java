// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Formats a role as {@code ACCOUNT:NAME}: short enough for a table, and accepted as ROLE. */
public final class RoleColumn {
  private static final Pattern ARN = Pattern.compile("arn:[^:]*:iam::(\\d+):role/(.+)");

  private RoleColumn() {}

  /** Shortens the ARN of a role but keeps its path; returns any other text unchanged. */
  public static String shorten(String arn) {
    Matcher role = ARN.matcher(arn);
    return role.matches() ? role.group(1) + ":" + role.group(2) : arn;
  }
}
