// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;
import io.asrole.posix.FileErrors;
import io.asrole.text.EnvironmentVariables;
import io.asrole.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The AWS config file or the credentials file, read once. */
final class SharedFile {
  private static final int LARGEST = 16 << 20;
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)\\})");

  private final Path path;
  private final @Nullable String named;
  private final byte[] bytes;
  private final boolean missing;
  private final @Nullable AsroleException unreadable;

  private SharedFile(
      Path path,
      @Nullable String named,
      byte[] bytes,
      boolean missing,
      @Nullable AsroleException unreadable) {
    this.path = path;
    this.named = named;
    this.bytes = bytes;
    this.missing = missing;
    this.unreadable = unreadable;
  }

  /** Reads the file that the variable names, else the one in {@code ~/.aws}. */
  static SharedFile read(Map<String, String> environment, String variable, Path home)
      throws AsroleException {
    Optional<String> named = EnvironmentVariables.firstOf(environment, variable);
    String name = variable.equals("AWS_CONFIG_FILE") ? "config" : "credentials";
    Path path =
        named.isPresent()
            ? FileErrors.parsePath(variable, expand(named.get(), environment, home))
            : home.resolve(".aws").resolve(name);
    String by = named.isPresent() ? variable : null;
    try {
      return new SharedFile(path, by, bytes(path), false, null);
    } catch (NoSuchFileException e) {
      boolean missing = by != null || Files.isSymbolicLink(path) || isDangling(path.getParent());
      return new SharedFile(path, by, new byte[0], missing, null);
    } catch (IOException e) {
      return new SharedFile(path, by, new byte[0], false, refused(path, FileErrors.reason(e)));
    } catch (AsroleException e) {
      return new SharedFile(path, by, new byte[0], false, e);
    }
  }

  /** The path of the file. */
  Path path() {
    return path;
  }

  /** The variable that names the file; null for the file in {@code ~/.aws}. */
  @Nullable String named() {
    return named;
  }

  /** Whether a variable or a symbolic link names the file but it does not exist. */
  boolean missing() {
    return missing;
  }

  /** The bytes of the file; empty if it is missing or unreadable. */
  byte[] content() {
    return bytes.clone();
  }

  /** The SHA-256 digest of the file, in hexadecimal; a missing file counts as empty. */
  String digest() {
    return HexFormat.of().formatHex(Sha256.digest(bytes));
  }

  /** Parses the file; a missing file has no sections. */
  ConfigFile parsed() throws AsroleException {
    if (unreadable != null) {
      throw unreadable;
    }
    return bytes.length == 0 ? ConfigFile.EMPTY : ConfigFileParser.parse(bytes, path.toString());
  }

  /**
   * Expands variables and {@code ~} as the AWS CLI does: in a unit file, a .env file or a
   * Dockerfile no shell has expanded them.
   */
  private static String expand(String name, Map<String, String> environment, Path home) {
    Matcher variables = VARIABLE.matcher(name);
    String expanded =
        variables.replaceAll(
            match -> {
              String variable = match.group(1) == null ? match.group(2) : match.group(1);
              return Matcher.quoteReplacement(environment.getOrDefault(variable, match.group()));
            });
    return expanded.equals("~") || expanded.startsWith("~/")
        ? home + expanded.substring(1)
        : expanded;
  }

  private static byte[] bytes(Path path) throws IOException, AsroleException {
    Path real = path.toRealPath();
    if (Files.isDirectory(real)) {
      throw refused(path, "Is a directory");
    }
    if (!Files.isRegularFile(real)) {
      if (real.equals(Path.of("/dev/null"))) {
        return new byte[0];
      }
      throw refused(path, "it is not a regular file"); // reading a FIFO could block forever
    }
    try (InputStream in = Files.newInputStream(real)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw refused(path, "it is larger than 16 MiB");
      }
      return bytes;
    }
  }

  private static boolean isDangling(@Nullable Path folder) {
    return folder != null && Files.isSymbolicLink(folder) && !Files.exists(folder);
  }

  private static AsroleException refused(Path path, String why) {
    return RoleFailure.unreadableConfig(path.toString(), why);
  }
}
