// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import io.asrole.AsroleException;
import io.asrole.SessionCredentials;
import io.asrole.child.RefreshProfile;
import io.asrole.session.Session;
import io.asrole.text.Alphabet;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of a warm file, from which the script starts a command without Java: assignments for
 * sh. They are valid until the file's modification time, for the same boot, host and variables.
 *
 * @param role the role as given on the command line
 * @param boot the boot id, which differs at each boot of the host
 * @param host the host name: containers with the same boot id may share a home folder
 * @param variables the role and the values of all variables that can change the outcome, as one
 *     line; because of the role, the script rejects a renamed file
 * @param files the identities that {@link DecidingFiles} read, each with a comma; empty if there
 *     are none
 * @param guard the identity of the files of a guarded host; the script only compares their times
 */
public record WarmFile(
    String role, String boot, String host, String variables, String files, String guard) {
  private static final String FIRST_LINE = "#asrole\n";
  private static final String LAST_LINE = "_asrole_end=whole\n";

  /**
   * The content for a session.
   *
   * @param sessionFile the session's file in the store; if it is gone, the script rejects the lines
   * @param region the region for the command; empty if the environment sets one
   * @param profile the profile of the same call with {@code --refresh}, if its files exist
   */
  public Optional<byte[]> lines(
      Session session, String sessionFile, String region, Optional<RefreshProfile> profile) {
    SessionCredentials credentials = session.credentials();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("key", credentials.accessKeyId());
    values.put("secret", credentials.secretAccessKey());
    values.put("token", credentials.sessionToken());
    values.put("expiration", session.expiration().toString());
    values.put("role_arn", session.role().value());
    values.put("account", session.role().account());
    values.put("session", sessionFile);
    values.put("region", region);
    // Special characters in these values cost only the warm starts with --refresh.
    Optional<RefreshProfile> usable =
        profile.filter(p -> Alphabet.SHELL_WORD.hasAllOf(p.process() + p.comparedVariables()));
    values.put("profile", usable.map(RefreshProfile::name).orElse(""));
    values.put("process", usable.map(p -> p.process().toString()).orElse(""));
    values.put("saved", usable.map(RefreshProfile::comparedVariables).orElse(""));
    // Without an account the script would set AWS_ACCOUNT_ID to the empty text; Java omits it.
    return session.role().account().isEmpty() ? Optional.empty() : text(values);
  }

  /** The content for a refusal. */
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

  /** Assignments for sh; empty if a value is not a single word for sh. */
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

  /** Escapes special characters with a backslash; the text stays one word if it is truncated. */
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
