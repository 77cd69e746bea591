// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.text.ShellWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sections of one shared AWS file, in the order of the file.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">shared config and
 *     credentials files</a>
 */
record ConfigFile(List<Section> sections) {
  static final ConfigFile EMPTY = new ConfigFile(List.of());

  /**
   * One section.
   *
   * @param header the text between the brackets, such as {@code profile "my prod"}
   * @param line the line of the header
   * @param properties values by names in lower case; the value of a nested block begins with a line
   *     feed
   * @param nestedRole the line of an indented role_arn, which belongs to the property above it; 0
   *     if there is none
   */
  record Section(String header, int line, Map<String, String> properties, int nestedRole) {

    /** The name of a section of that kind ({@code [KIND NAME]}), with its quotes removed. */
    Optional<String> nameAs(String kind) {
      List<String> words = header.startsWith(kind) ? ShellWords.split(header) : List.of();
      return words.size() == 2 ? Optional.of(words.get(1)) : Optional.empty();
    }

    /** Whether a person could mistake this section for the profile with this name. */
    boolean resembles(String profile) {
      int bracket = header.indexOf(']');
      String text = bracket < 0 ? header : header.substring(0, bracket);
      String plain = text.replaceAll("[\"'\\\\]", "").replaceAll("[\\s\\p{Z}]+", " ").strip();
      return plain.equals(profile)
          || (plain.regionMatches(true, 0, "profile", 0, "profile".length())
              && plain.substring("profile".length()).strip().equals(profile));
    }

    /** Whether the section has a role_arn, possibly indented below another property. */
    boolean hasRole() {
      return nestedRole > 0 || properties.containsKey("role_arn");
    }

    /** The properties of a nested block; empty if the property is not a block. */
    Map<String, String> nested(String property) {
      Map<String, String> values = new LinkedHashMap<>();
      String block = properties.getOrDefault(property, "");
      for (String line : block.startsWith("\n") ? block.split("\n", -1) : new String[0]) {
        int equals = line.indexOf('=');
        if (equals >= 0) {
          values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        }
      }
      return values;
    }

    /** Shows only the header, because the properties may contain keys. */
    @Override
    public String toString() {
      return "Section(" + header + ")";
    }
  }
}
