// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.AsroleException;
import io.asrole.role.RoleArn;
import io.asrole.role.RoleReference;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One value of {@code asrole setup --host --allow}: users and groups, and the roles that each of
 * them may have. Example: {@code %ops,alice=ReadLogs,Deploy}. A comma in a role name is written as
 * {@code \,}.
 *
 * @param who user names, and group names that begin with a percent sign
 * @param roles role names, each with its path and its account if it has one
 */
record HostRule(List<String> who, List<String> roles) {
  /** A name that is one word for sudo, for a shell and for {@code id}: no pattern, no blank. */
  private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}";

  /** A user name, also one of a domain: {@code DOMAIN\\user} or {@code user@domain}. */
  private static final Pattern USER = Pattern.compile(NAME + "(\\\\" + NAME + ")?(@" + NAME + ")?");

  /** Names that mean something else in a sudoers file, such as {@code ALL} and every alias. */
  private static final Pattern RESERVED =
      Pattern.compile("[A-Z][A-Z0-9_]*|Defaults|[A-Za-z]+_Alias|sudoedit|list|include(dir)?");

  static HostRule parse(String rule) throws AsroleException {
    int equals = rule.indexOf('=');
    if (equals < 0) {
      throw malformed(rule, "expected WHO[,WHO...]=ROLE[,ROLE...], such as %ops,alice=ReadLogs");
    }
    List<String> who = new ArrayList<>();
    for (String name : rule.substring(0, equals).split(",", -1)) {
      String problem = problemOfUser(name.startsWith("%") ? name.substring(1) : name);
      if (!problem.isEmpty()) {
        throw malformed(rule, "'" + name + "' " + problem);
      }
      who.add(name);
    }
    List<String> roles = new ArrayList<>();
    for (String role : rule.substring(equals + 1).split("(?<!\\\\),", -1)) {
      roles.add(parseRole(rule, role.replace("\\,", ",")));
    }
    return new HostRule(who, roles);
  }

  /** What is wrong with a user's or group's name, after that name; empty if nothing is. */
  static String problemOfUser(String name) {
    if (!USER.matcher(name).matches()) {
      return "is not the name of a user, or of a group after '%'";
    }
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return "is a number: give the name";
    }
    return RESERVED.matcher(name).matches() ? "has another meaning in a sudoers file" : "";
  }

  private static String parseRole(String rule, String role) throws AsroleException {
    String expected = "' is not a role name, ACCOUNT:NAME or the name of a profile";
    if (role.startsWith("-") || RoleArn.looksLike(role)) {
      throw malformed(rule, "'" + role + expected);
    }
    try {
      return RoleReference.parse(role).toString();
    } catch (AsroleException e) {
      throw malformed(rule, "'" + role + expected);
    }
  }

  private static AsroleException malformed(String rule, String why) {
    return AsroleException.refused("malformed --allow '" + rule + "': " + why);
  }
}
