// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import io.asrole.AsroleException;
import io.asrole.SessionCredentials;
import io.asrole.session.Session;
import io.asrole.text.Alphabet;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lets the script start a command without Java: lines that a shell can read, good until the
 * file's own modification time, on this run of the host, under the same variables.
 *
 * @param role as given on the command line
 * @param boot differs at each boot of the host
 * @param host the host's name: containers of one kernel may share a home folder
 * @param variables the role and the values of all variables that can change the outcome, as one
 *     line: a file under another role's name is none
 * @param files the identities of the files that decided, each with a comma; empty where there are
 *     none
 */
public record WarmFile(String role, String boot, String host, String variables, String files) {
  private static final String FIRST_LINE = "#asrole\n";
  private static final String LAST_LINE = "_asrole_end=whole\n";

  /**
   * The lines for a session.
   *
   * @param sessionFile the session's file in the store: without it the lines are good for nothing
   * @param region empty where the environment has one
   */
  public Optional<byte[]> lines(Session session, String sessionFile, String region) {
    SessionCredentials credentials = session.credentials();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("key", credentials.accessKeyId());
    values.put("secret", credentials.secretAccessKey());
    values.put("token", credentials.sessionToken());
    values.put("expiration", session.expiration().toString());
    values.put("role", session.role().value());
    values.put("account", session.role().account());
    values.put("session", sessionFile);
    values.put("region", region);
    // The script would set AWS_ACCOUNT_ID to nothing, Java leaves it out.
    return session.role().account().isEmpty() ? Optional.empty() : text(values);
  }

  /** The lines for a refusal. */
  public Optional<byte[]> lines(AsroleException refusal) {
    return text(
        Map.of(
            "refusal",
            quoted(refusal.sentence()),
            "brief",
            quoted(refusal.brief()),
            "session",
            ""));
  }

  /** Assignments in the words of sh; none where a value is more than one plain word there. */
  private Optional<byte[]> text(Map<String, String> values) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.put("boot", boot);
    all.put("host", host);
    all.put("files", files);
    all.put("variables", variables);
    StringBuilder text = new StringBuilder(FIRST_LINE);
    for (Map.Entry<String, String> value : all.entrySet()) {
      boolean quoted = List.of("refusal", "brief").contains(value.getKey());
      if (!(quoted ? isWord(value.getValue()) : Alphabet.SHELL_WORD.hasAllOf(value.getValue()))) {
        return Optional.empty();
      }
      text.append("_asrole_")
          .append(value.getKey())
          .append('=')
          .append(value.getValue())
          .append('\n');
    }
    return Optional.of(text.append(LAST_LINE).toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Each character that is not of a plain word behind a backslash: cut anywhere, it stays one. */
  private static String quoted(String sentence) {
    StringBuilder word = new StringBuilder();
    sentence
        .codePoints()
        .forEach(c -> word.append(Alphabet.SHELL_WORD.has(c) ? "" : "\\").appendCodePoint(c));
    return word.toString();
  }

  private static boolean isWord(String value) {
    boolean escaped = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!escaped && c != '\\' && !Alphabet.SHELL_WORD.has(c)) {
        return false;
      }
      escaped = !escaped && c == '\\';
    }
    return !escaped;
  }
}
