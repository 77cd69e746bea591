// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses a shared AWS file as the AWS CLI does, and rejects what the AWS CLI rejects. No message
 * quotes a value, because it may be a key.
 *
 * @see <a href="https://docs.python.org/3/library/configparser.html#supported-ini-file-structure">
 *     the INI format of the AWS CLI</a>
 */
final class ConfigFileParser {
  private static final Pattern HEADER = Pattern.compile("\\[(.+)\\].*");

  /** The section with properties for all sections of the file. */
  private static final String DEFAULTS = "DEFAULT";

  /** A property that is being parsed. */
  private static final class Property {
    private final int line;
    private final List<String> value = new ArrayList<>();

    Property(int line) {
      this.line = line;
    }

    String text() {
      return String.join("\n", value).stripTrailing();
    }
  }

  /** A section that is being parsed. */
  private static final class Block {
    private final int line;
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private int nestedRole;

    Block(int line) {
      this.line = line;
    }
  }

  private final String file;
  private final Map<String, Block> blocks = new LinkedHashMap<>();
  private @Nullable Block block;
  private @Nullable Property property;
  private int indent;

  private ConfigFileParser(String file) {
    this.file = file;
  }

  /** Parses the bytes; {@code file} is the file's name for messages. */
  static ConfigFile parse(byte[] bytes, String file) throws AsroleException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw RoleFailure.unreadableConfig(file, "it is not UTF-8 text: save it as UTF-8");
    }
    if (text.startsWith("\ufeff")) {
      throw RoleFailure.unreadableConfig(
          file, "line 1 begins with a byte order mark: save the file as UTF-8 without it");
    }
    ConfigFileParser parser = new ConfigFileParser(file);
    int number = 0;
    for (String line : text.split("\r\n|\r|\n", -1)) {
      parser.line(line, ++number);
    }
    return parser.result();
  }

  private void line(String line, int number) throws AsroleException {
    String text = strip(line);
    if (text.startsWith("#") || text.startsWith(";")) {
      return;
    }
    if (text.isEmpty()) {
      if (property != null) {
        property.value.add("");
      }
      return;
    }
    int position = 0;
    while (isSpace(line.charAt(position))) {
      position++;
    }
    if (block != null && property != null && position > indent) {
      property.value.add(text);
      if (block.nestedRole == 0 && isRole(text)) {
        block.nestedRole = number;
      }
      return;
    }
    indent = position;
    Matcher header = HEADER.matcher(text);
    if (header.matches()) {
      section(header.group(1), number);
    } else {
      property(text, number);
    }
  }

  private void section(String header, int number) throws AsroleException {
    Block former = blocks.get(header);
    if (former != null && !header.equals(DEFAULTS)) {
      throw refused(number, "repeats the section of line " + former.line + ": merge the two");
    }
    block = former == null ? new Block(number) : former;
    blocks.put(header, block);
    property = null;
  }

  private void property(String text, int number) throws AsroleException {
    if (block == null) {
      throw refused(number, "is before the first section: write [profile NAME] above it");
    }
    int end = delimiter(text);
    String name = end < 0 ? "" : strip(text.substring(0, end)).toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      throw refused(number, "is neither [SECTION] nor NAME = VALUE: correct or remove it");
    }
    Property former = block.properties.get(name);
    if (former != null) {
      throw refused(
          number, "repeats the property '" + name + "' of line " + former.line + ": keep one");
    }
    property = new Property(number);
    property.value.add(strip(text.substring(end + 1)));
    block.properties.put(name, property);
  }

  private ConfigFile result() throws AsroleException {
    Map<String, String> defaults = new LinkedHashMap<>();
    Block ofAll = blocks.remove(DEFAULTS);
    if (ofAll != null) {
      defaults.putAll(values(ofAll));
    }
    List<ConfigFile.Section> sections = new ArrayList<>();
    for (Map.Entry<String, Block> entry : blocks.entrySet()) {
      Map<String, String> properties = new LinkedHashMap<>(defaults);
      properties.putAll(values(entry.getValue()));
      sections.add(
          new ConfigFile.Section(
              entry.getKey(), entry.getValue().line, properties, entry.getValue().nestedRole));
    }
    return new ConfigFile(List.copyOf(sections));
  }

  private Map<String, String> values(Block block) throws AsroleException {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, Property> entry : block.properties.entrySet()) {
      String value = entry.getValue().text();
      if (value.startsWith("\n")
          && !value.lines().allMatch(line -> line.isEmpty() || line.indexOf('=') >= 0)) {
        throw refused(
            entry.getValue().line,
            "has an indented block in which a line is not NAME = VALUE: correct it");
      }
      values.put(entry.getKey(), value);
    }
    return values;
  }

  private AsroleException refused(int number, String why) {
    return RoleFailure.unreadableConfig(file, "line " + number + " " + why);
  }

  private static boolean isRole(String text) {
    int end = delimiter(text);
    return end >= 0 && strip(text.substring(0, end)).equalsIgnoreCase("role_arn");
  }

  /** The index of the first equals sign or colon; -1 if there is none. */
  private static int delimiter(String text) {
    int equals = text.indexOf('=');
    int colon = text.indexOf(':');
    return equals < 0 || colon < 0 ? Math.max(equals, colon) : Math.min(equals, colon);
  }

  /** Whether Python counts the character as white space, which includes the no-break space. */
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  private static String strip(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isSpace(text.charAt(begin))) {
      begin++;
    }
    while (end > begin && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(begin, end);
  }
}
