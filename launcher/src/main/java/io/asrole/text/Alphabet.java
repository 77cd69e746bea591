// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.text;

/** Sets of characters: the ASCII letters and digits, and the punctuation of each set. */
public enum Alphabet {
  /**
   * Role names and role session names.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole:
   *     RoleSessionName</a>
   */
  IAM_NAME("_+=,.@-"),

  /** Names of profiles that asrole generates: all AWS SDKs read them alike. */
  PROFILE_NAME("_.-"),

  /** Regions, as a part of a host name. */
  REGION("-"),

  /** The values of variables that the asrole script compares: no comma, which separates them. */
  WARM_START_VARIABLE("_+=.@-/:%"),

  /** Text that is one word without quotes for a JVM's options: no percent sign. */
  JVM_OPTION("_+=,.@-/:"),

  /** Text that is one word without quotes for a POSIX shell, and in the script's warm files. */
  SHELL_WORD("_+=,.@-/:%");

  private final String punctuation;

  Alphabet(String punctuation) {
    this.punctuation = punctuation;
  }

  /** Whether the character, a code point, is in this set. */
  public boolean has(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || punctuation.indexOf(c) >= 0;
  }

  /** Whether every character of the text is in this set; true for the empty text. */
  public boolean hasAllOf(String text) {
    return text.codePoints().allMatch(this::has);
  }
}
