// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role session that STS issued, and its requester. CloudTrail records it with the request id.
 *
 * @param leftOut the refused actions that --best-effort-tags left out, such as sts:TagSession
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html">CloudTrail:
 *     AssumeRole events</a>
 */
public record AuditRecord(
    Instant time,
    Starter by,
    String role,
    String roleSessionName,
    @Nullable String sourceIdentity,
    String accessKeyId,
    Instant expiration,
    String requestId,
    List<String> leftOut) {

  /** In characters; with this limit, logger(1) cuts no line, except for very long ARNs. */
  private static final int LONGEST_COMMAND = 200;

  /** Prints {@code key=value} pairs; omits empty values, quotes values that are ambiguous. */
  public String line() {
    StringBuilder line = new StringBuilder(512);
    put(line, "time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    put(line, "uid", by.uid());
    put(line, "user", by.user());
    put(line, "login_uid", by.loginUid());
    put(line, "tty", by.terminal());
    put(line, "pid", String.valueOf(by.pid()));
    put(line, "subcommand", by.subcommand());
    put(line, "role", role);
    put(line, "role_session_name", roleSessionName);
    put(line, "source_identity", sourceIdentity);
    put(line, "access_key_id", accessKeyId);
    put(line, "expiration", expiration.toString());
    put(line, "request_id", requestId);
    put(line, "left_out", String.join(",", leftOut));
    put(line, "command", cut(by.command()));
    return line.toString();
  }

  /** Whether the text is such a line; false for other text and for the rest of a cut line. */
  public static boolean isLine(String text) {
    return text.startsWith("time=") && text.contains(" role=") && text.contains(" expiration=");
  }

  private static @Nullable String cut(@Nullable String command) {
    return command == null || command.length() <= LONGEST_COMMAND
        ? command
        : command.substring(0, LONGEST_COMMAND) + "...";
  }

  private static void put(StringBuilder line, String key, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return;
    }
    line.append(line.length() == 0 ? "" : " ").append(key).append('=');
    int start = line.length();
    boolean plain = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
        plain = false;
      } else if (c < ' ' || c > '~') {
        // A terminal would execute control characters, and could show other text than it gets.
        line.append("\\u").append(hex(c >> 12)).append(hex(c >> 8)).append(hex(c >> 4));
        line.append(hex(c));
        plain = false;
      } else {
        line.append(c);
        plain &= c != ' ' && c != '=';
      }
    }
    if (!plain) {
      line.insert(start, '"').append('"');
    }
  }

  private static char hex(int digit) {
    return Character.forDigit(digit & 0xf, 16);
  }
}
