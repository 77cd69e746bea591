// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** A session file, to be looked into and to be given other times. */
record StoredSession(Path file) {

  /** The only session of that store. */
  static StoredSession onlyOneOf(AsRole asrole) {
    List<Path> files = asrole.storeFiles(".session");
    assertEquals(1, files.size(), files::toString);
    return new StoredSession(files.get(0));
  }

  /** The session of that role as it was given. */
  static StoredSession of(AsRole asrole, String given) {
    return asrole.storeFiles(".session").stream()
        .map(StoredSession::new)
        .filter(session -> session.get("given").equals(given))
        .findFirst()
        .orElseThrow();
  }

  /** The value of one of its lines. */
  String get(String name) {
    return lines().stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  /** The file beside it that belongs to the same session. */
  Path sibling(String ending) {
    return file.resolveSibling(
        file.getFileName().toString().replaceFirst("\\.session$", "") + ending);
  }

  /**
   * As if it had been issued then and ended then; a negative age is one still to come. The script's
   * files of a warm start say the same.
   */
  void is(Duration old, Duration left) {
    Instant now = Instant.now();
    StringBuilder body = new StringBuilder();
    for (String line : lines()) {
      if (line.startsWith("issued=")) {
        body.append("issued=").append(now.minus(old));
      } else if (line.startsWith("expiration=")) {
        body.append("expiration=").append(now.plus(left));
      } else if (!line.startsWith("sha256=")) {
        body.append(line);
      } else {
        continue;
      }
      body.append('\n');
    }
    write((body + "sha256=" + sha256(body.toString()) + "\n").getBytes(StandardCharsets.UTF_8));
    Duration life = old.plus(left);
    Duration quarter = life.dividedBy(4);
    Duration margin = quarter.toMinutes() < 15 ? quarter : Duration.ofMinutes(15);
    setTimes(".renew", now.plus(left).minus(life.dividedBy(3)));
    setTimes(".warm", now.plus(left).minus(margin));
  }

  private void setTimes(String ending, Instant time) {
    try (var files = Files.list(file.getParent())) {
      for (Path found : files.filter(f -> f.toString().endsWith(ending)).toList()) {
        Files.setLastModifiedTime(found, FileTime.from(time));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines() {
    return new String(bytes(), StandardCharsets.UTF_8).lines().toList();
  }

  static String sha256(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
