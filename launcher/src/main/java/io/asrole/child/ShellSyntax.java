// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.child;

import io.asrole.AsroleException;
import io.asrole.text.Alphabet;
import io.asrole.text.ShellQuoting;
import java.util.Map;

/**
 * The languages in which {@code asrole credentials} prints variables, each with its own quoting.
 */
public enum ShellSyntax {
  /** Any POSIX shell, for {@code eval}. */
  SH {
    @Override
    String set(String name, String value) {
      return "export " + name + "=" + ShellQuoting.quote(value);
    }

    @Override
    String unset(String name) {
      return "unset " + name + "\n";
    }
  },
  /**
   * fish, for {@code eval}.
   *
   * @see <a href="https://fishshell.com/docs/current/language.html#quotes">fish: quotes</a>
   */
  FISH {
    @Override
    String set(String name, String value) {
      return "set -gx " + name + " '" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @Override
    String unset(String name) {
      return "set -e " + name + "\n";
    }
  },
  /**
   * PowerShell, for {@code Invoke-Expression}.
   *
   * @see <a
   *     href="https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules">about_Quoting_Rules</a>
   */
  POWERSHELL {
    @Override
    String set(String name, String value) {
      // PowerShell also accepts typographic quotation marks as quotes.
      return "$Env:"
          + name
          + " = '"
          + value.replaceAll("['\u2018\u2019\u201a\u201b]", "$0$0")
          + "'";
    }

    @Override
    String unset(String name) {
      return "Remove-Item -ErrorAction SilentlyContinue Env:" + name + "\n";
    }
  },
  /**
   * A .env file; values without special characters have no quotes, which docker --env-file would
   * keep.
   */
  DOTENV {
    @Override
    String set(String name, String value) throws AsroleException {
      if (Alphabet.SHELL_WORD.hasAllOf(value)) {
        return name + "=" + value;
      }
      // Programs read such files differently: only values that all of them read alike are written.
      for (char quote : new char[] {'\'', '"', '`'}) {
        String plain = quote == '\'' ? "[^\\p{Cntrl}\\\\]*" : "[^\\p{Cntrl}\\\\$]*";
        if (value.indexOf(quote) < 0 && value.matches(plain)) {
          return name + "=" + quote + value + quote;
        }
      }
      throw AsroleException.refused(
          "cannot write "
              + name
              + " as dotenv: its value contains characters that a .env file cannot hold");
    }
  };

  abstract String set(String name, String value) throws AsroleException;

  /** The line that unsets a variable; empty if the language has none. */
  String unset(String name) {
    return "";
  }

  /** The changes as lines in this language. */
  public String format(ChildEnvironment environment) throws AsroleException {
    StringBuilder lines = new StringBuilder();
    for (String name : environment.unset()) {
      lines.append(unset(name));
    }
    for (Map.Entry<String, String> variable : environment.set().entrySet()) {
      lines.append(set(variable.getKey(), variable.getValue())).append('\n');
    }
    return lines.toString();
  }
}
