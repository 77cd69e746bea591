// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.guard;

import io.asrole.AsroleException;
import io.asrole.FailureCause;
import io.asrole.posix.User;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The roles that the rules of sudo let this user have without a password, from {@code sudo -l}.
 *
 * @see <a href="https://www.sudo.ws/docs/man/sudoers.man/">sudoers(5)</a>
 */
public final class SudoRules {
  /** A role name has none of these; a pattern of sudoers has at least one. */
  private static final Pattern PATTERN = Pattern.compile("[*?\\[\\]^$|()]");

  /** A digest of the program stands before its path. */
  private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9+/=]{28,} +(?=/)");

  private static final Pattern SPLIT = Pattern.compile("(?:[^\\\\,:]++|\\\\.)*+[,:]?");

  private final GuardedHost host;

  /** The rules on a guarded host. */
  public SudoRules(GuardedHost host) {
    this.host = host;
  }

  /**
   * The roles by name, sorted; of other administrators' rules also patterns, such as {@code *}.
   *
   * @throws AsroleException if sudo cannot list the rules
   */
  public Set<String> roles() throws AsroleException {
    Sudo.Result list = Sudo.run(List.of("-l"));
    if (list.status() == 0) {
      return parse(list.out(), host.grantProgram().toString());
    }
    if (list.isRefusal()) {
      return Set.of();
    }
    throw Sudo.cannot(FailureCause.SUDO_FAILED, "cannot list the roles: " + list.reason());
  }

  /** Throws unless sudo lets this user have that role. */
  public void require(String role) throws AsroleException {
    String program = host.grantProgram().toString();
    Sudo.Result allowed = Sudo.run(List.of("-u", Sudo.TARGET, "-l", program, role));
    if (allowed.status() == 0) {
      // It is also 0 for a rule that needs a password.
      Set<String> roles = roles();
      if (!roles.contains(role) && roles.stream().noneMatch(SudoRules::isPattern)) {
        throw password(role);
      }
      return;
    }
    throw allowed.isRefusal() || allowed.err().isBlank()
        ? refusal(role)
        : Sudo.cannot(
            FailureCause.SUDO_FAILED, "cannot ask for the role " + role + ": " + allowed.reason());
  }

  /** Whether this is a pattern of a rule, not the name of one role. */
  public static boolean isPattern(String role) {
    return PATTERN.matcher(role).find();
  }

  /** The failure for a role that sudo refuses to this user; names the roles that the user has. */
  AsroleException refusal(String role) throws AsroleException {
    String program = host.grantProgram().toString();
    if (Sudo.run(List.of("-u", Sudo.TARGET, "-l", program, role)).status() == 0) {
      return password(role);
    }
    Set<String> roles = roles();
    return AsroleException.refused(
            "sudo refuses the role "
                + role
                + " to "
                + User.name()
                + ", who has "
                + (roles.isEmpty()
                    ? "no role on this host"
                    : "on this host: " + String.join(" ", roles)))
        .withFailureCause(FailureCause.SUDO_REFUSED);
  }

  private static AsroleException password(String role) {
    return AsroleException.refused(
            "sudo asks "
                + User.name()
                + " for a password, which asrole cannot give: the rule for the role "
                + role
                + " lacks NOPASSWD")
        .withFailureCause(FailureCause.SUDO_PASSWORD);
  }

  /**
   * Finds the arguments of the program in lines such as {@code (asrole) NOPASSWD: /usr/bin/x A,
   * /usr/bin/x B}. sudo breaks no lines if its output is a pipe. It writes a backslash before
   * {@code , : = \}. A tag counts for the commands after it, up to the end of the line.
   */
  static Set<String> parse(String list, String program) {
    boolean trusted = list.contains("!authenticate");
    Set<String> roles = new TreeSet<>();
    for (String line : list.split("\n", -1)) {
      String rule = line.strip();
      int end = rule.indexOf(')');
      if (!rule.startsWith("(") || end < 0) {
        continue; // a heading, or the Defaults
      }
      List<String> users = List.of(rule.substring(1, end).split("[ ,:]+"));
      if (users.contains(Sudo.TARGET) || users.contains("ALL")) {
        addRoles(roles, rule.substring(end + 1), program, trusted);
      }
    }
    return roles;
  }

  private static void addRoles(Set<String> roles, String rule, String program, boolean trusted) {
    boolean password = !trusted;
    Matcher part = SPLIT.matcher(rule);
    while (part.find() && !part.group().isEmpty()) {
      String word = part.group().strip();
      if (word.endsWith(":") && !word.endsWith("\\:")) {
        password = word.equals("PASSWD:") || (password && !word.equals("NOPASSWD:"));
        continue;
      }
      String escaped = word.endsWith(",") && !word.endsWith("\\,") ? chop(word) : word;
      String command = DIGEST.matcher(escaped).replaceFirst("").replaceAll("\\\\(.)", "$1");
      if (password) {
        continue;
      }
      if (command.equals(program) || command.equals("ALL")) {
        roles.add("*");
      } else if (command.startsWith(program + " ") && !command.endsWith(" \"\"")) {
        roles.add(command.substring(program.length() + 1));
      }
    }
  }

  private static String chop(String word) {
    return word.substring(0, word.length() - 1);
  }
}
