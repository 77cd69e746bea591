// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import io.asrole.SessionCredentials;
import io.asrole.role.RoleArn;
import io.asrole.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Writes and parses session files: lines such as {@code region=us-east-1}, the last one with a
 * digest of the others. A file that was cut short or changed is not a session.
 */
public final class SessionFile {
  private static final String FIRST_LINE = "asrole session 1\n";
  private static final String DIGEST = "sha256=";

  private SessionFile() {}

  static byte[] write(Session session) {
    SessionCredentials credentials = session.credentials();
    StringBuilder text = new StringBuilder(FIRST_LINE);
    line(text, "given", session.given());
    line(text, "role", session.role().value());
    line(text, "assumed-role", session.assumedRoleArn());
    line(text, "region", session.region());
    line(text, "issued", session.issued().toString());
    line(text, "expiration", session.expiration().toString());
    line(text, "chaining-limited", String.valueOf(session.chainingLimited()));
    line(text, "assumed-role-id", session.assumedRoleId());
    line(text, "left-out", String.join(",", session.leftOut()));
    line(text, "access-key-id", credentials.accessKeyId());
    line(text, "secret-access-key", credentials.secretAccessKey());
    line(text, "session-token", credentials.sessionToken());
    String body = text.toString();
    return (body + DIGEST + digest(body) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static Optional<Session> read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int digestAt = text.lastIndexOf(DIGEST);
    if (!text.startsWith(FIRST_LINE) || digestAt < 0) {
      return Optional.empty();
    }
    String body = text.substring(0, digestAt);
    if (!text.substring(digestAt).equals(DIGEST + digest(body) + "\n")) {
      return Optional.empty();
    }
    Map<String, String> lines = new LinkedHashMap<>();
    body.lines()
        .filter(line -> line.indexOf('=') > 0)
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              lines.put(line.substring(0, equals), line.substring(equals + 1));
            });
    try {
      return Optional.of(session(name -> lines.getOrDefault(name, "")));
    } catch (DateTimeException | AsroleException e) {
      return Optional.empty(); // another version of asrole wrote it
    }
  }

  private static Session session(UnaryOperator<String> lines) throws AsroleException {
    return new Session(
        lines.apply("given"),
        RoleArn.parse(lines.apply("role")),
        lines.apply("assumed-role"),
        lines.apply("region"),
        Instant.parse(lines.apply("issued")),
        Boolean.parseBoolean(lines.apply("chaining-limited")),
        lines.apply("assumed-role-id"),
        lines.apply("left-out").isEmpty() ? List.of() : List.of(lines.apply("left-out").split(",")),
        new SessionCredentials(
            lines.apply("access-key-id"),
            lines.apply("secret-access-key"),
            lines.apply("session-token"),
            Instant.parse(lines.apply("expiration"))));
  }

  private static void line(StringBuilder text, String name, String value) {
    if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      throw new IllegalArgumentException(name + " holds a line break");
    }
    text.append(name).append('=').append(value).append('\n');
  }

  private static String digest(String body) {
    return HexFormat.of().formatHex(Sha256.digest(body.getBytes(StandardCharsets.UTF_8)));
  }
}
