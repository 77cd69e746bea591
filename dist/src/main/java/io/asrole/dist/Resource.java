// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the hand-written parts of the generated files from the class path. */
final class Resource {
  private Resource() {}

  static Optional<String> find(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String get(String name) {
    return find(name).orElseThrow(() -> new IllegalStateException("no " + name));
  }
}
