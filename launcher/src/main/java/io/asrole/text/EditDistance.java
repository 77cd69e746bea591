// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known word that is most similar to a misspelt one.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance">optimal string
 *     alignment distance</a>
 */
public final class EditDistance {
  /** A word may have one wrong letter for each four of its letters. */
  private static final int LETTERS_A_SLIP = 4;

  private static final int MOST_SLIPS = 3;

  /** AWS has no longer names; the running time grows with the square of the length. */
  private static final int LONGEST = 128;

  private EditDistance() {}

  /** The most similar known word; empty if no word is similar, or if the word itself is known. */
  public static Optional<String> findNearest(String word, Collection<String> known) {
    if (known.contains(word) || word.length() > LONGEST) {
      return Optional.empty();
    }
    String nearest = null;
    int least = Math.min(MOST_SLIPS, (word.length() + 1) / LETTERS_A_SLIP) + 1;
    for (String other : known) {
      int slips = other.length() > LONGEST ? least : slips(word, other);
      if (slips < least) {
        least = slips;
        nearest = other;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** The number of wrong, missing, extra and exchanged letters; upper and lower case are equal. */
  private static int slips(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] distance = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          distance[i][j] = i + j;
          continue;
        }
        int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int most = Math.min(distance[i - 1][j], distance[i][j - 1]) + 1;
        distance[i][j] = Math.min(most, distance[i - 1][j - 1] + wrong);
        boolean exchanged =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (exchanged) {
          distance[i][j] = Math.min(distance[i][j], distance[i - 2][j - 2] + 1);
        }
      }
    }
    return distance[a.length()][b.length()];
  }
}
