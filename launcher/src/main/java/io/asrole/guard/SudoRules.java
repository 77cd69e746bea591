// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.guard;

import io.asrole.AsroleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The roles that the rules of sudo let this user have, from {@code sudo -l}.
 *
 * @see <a href="https://www.sudo.ws/docs/man/sudoers.man/">sudoers(5)</a>
 */
public final class SudoRules {
  private final GuardedHost host;

  /** The rules on a guarded host. */
  public SudoRules(GuardedHost host) {
    this.host = host;
  }

  /** The roles by name, sorted; of other administrators' rules also patterns, such as {@code *}. */
  public Set<String> roles() throws AsroleException {
    Sudo.Result list = Sudo.run(List.of("-l"));
    return list.status() == 0 ? parse(list.out(), host.grantProgram().toString()) : Set.of();
  }

  /** Whether sudo lets this user have that role. */
  public boolean allows(String role) throws AsroleException {
    return Sudo.run(List.of("-u", Sudo.TARGET, "-l", host.grantProgram().toString(), role)).status()
        == 0;
  }

  /**
   * Finds the arguments of the program in lines such as {@code (asrole) NOPASSWD: /usr/bin/x A,
   * /usr/bin/x B}. sudo breaks no lines if its output is not a terminal. It writes a backslash
   * before {@code , : = \}.
   */
  static Set<String> parse(String list, String program) {
    Set<String> roles = new TreeSet<>();
    for (String line : list.split("\n", -1)) {
      String rule = line.strip();
      if (!rule.startsWith("(")) {
        continue; // a heading, or the Defaults
      }
      String target = rule.substring(1, Math.max(1, rule.indexOf(')')));
      List<String> users = List.of(target.split("[ ,:]+"));
      if (!users.contains(Sudo.TARGET) && !users.contains("ALL")) {
        continue;
      }
      for (String command : commands(rule.substring(rule.indexOf(')') + 1))) {
        if (command.startsWith(program + " ")) {
          roles.add(command.substring(program.length() + 1));
        } else if (command.equals(program) || command.equals("ALL")) {
          roles.add("*");
        }
      }
    }
    return roles;
  }

  /** Splits at commas without a backslash, and removes tags and backslashes. */
  private static List<String> commands(String list) {
    List<String> commands = new ArrayList<>();
    StringBuilder command = new StringBuilder();
    for (int i = 0; i <= list.length(); i++) {
      char c = i == list.length() ? ',' : list.charAt(i);
      if (c == '\\' && i + 1 < list.length()) {
        command.append(list.charAt(++i));
      } else if (c == ',') {
        commands.add(command.toString().strip());
        command.setLength(0);
      } else if (c == ':') {
        command.setLength(0); // the end of a tag such as NOPASSWD
      } else {
        command.append(c);
      }
    }
    return commands;
  }
}
