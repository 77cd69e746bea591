// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.condition;

import java.util.List;
import java.util.stream.Collectors;

/** Texts of policies and requests, in quotation marks for sentences. */
public final class Quotes {
  private static final int MOST_CHARACTERS = 160;
  private static final int MOST_ITEMS = 5;

  private Quotes() {}

  /** The text in quotation marks, cut if it is long. */
  public static String quote(String text) {
    return "\""
        + (text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "..." : text)
        + "\"";
  }

  /** The texts in quotation marks with the word between them, cut if there are many. */
  public static String list(List<String> texts, String word) {
    String listed =
        texts.stream()
            .limit(MOST_ITEMS)
            .map(Quotes::quote)
            .collect(Collectors.joining(" " + word + " "));
    int more = texts.size() - MOST_ITEMS;
    return more > 0 ? listed + " " + word + " " + more + " more" : listed;
  }
}
