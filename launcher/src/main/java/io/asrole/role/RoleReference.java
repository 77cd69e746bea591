// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;
import io.asrole.text.Alphabet;
import org.jspecify.annotations.Nullable;

/** A role on the command line that is not a profile. */
public sealed interface RoleReference {

  /** A whole ARN. */
  record Arn(RoleArn arn) implements RoleReference {
    @Override
    public String toString() {
      return arn.value();
    }
  }

  /** A name with its path; a null account means the account of the source credentials. */
  record Name(@Nullable String account, String pathAndName) implements RoleReference {
    @Override
    public String toString() {
      return account == null ? pathAndName : account + ":" + pathAndName;
    }
  }

  /** Parses an ARN, {@code NAME}, {@code path/NAME} or {@code ACCOUNT:NAME}. */
  static RoleReference parse(String text) throws AsroleException {
    if (RoleArn.looksLike(text)) {
      return new Arn(RoleArn.parse(text));
    }
    int colon = text.indexOf(':');
    String account = colon < 0 ? null : text.substring(0, colon);
    if (account != null && !isAccount(account)) {
      throw RoleFailure.malformedAccount(text, account);
    }
    String name = text.substring(colon + 1);
    String withoutSlash = name.startsWith("/") ? name.substring(1) : name;
    if (!isPathAndName(withoutSlash)) {
      throw RoleFailure.malformedName(text);
    }
    return new Name(account, withoutSlash);
  }

  /** Throws if the text is empty, as an unset variable of a shell leaves it. */
  static void requireGiven(String text) throws AsroleException {
    if (text.isBlank()) {
      throw RoleFailure.malformedName("");
    }
  }

  private static boolean isAccount(String text) {
    return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isPathAndName(String text) {
    return !text.isEmpty()
        && !text.endsWith("/")
        && text.chars().allMatch(c -> c == '/' || Alphabet.IAM_NAME.has(c));
  }
}
