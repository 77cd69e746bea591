// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.option;

import io.asrole.AsroleException;
import io.asrole.source.InstanceProfile;
import io.asrole.text.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads instance metadata until one request fails; after that every value is a placeholder. */
final class InstanceFacts {
  private final InstanceProfile instance;
  private final List<String> placeholders = new ArrayList<>();
  private String why = "";

  InstanceFacts(InstanceProfile instance) {
    this.instance = instance;
  }

  /** One fact of the instance. */
  @FunctionalInterface
  interface Fact<T> {
    /** Reads it from instance metadata; empty if the instance does not have it. */
    Optional<T> read(InstanceProfile instance) throws AsroleException;
  }

  <T> Optional<T> read(Fact<T> fact) {
    if (!why.isEmpty()) {
      return Optional.empty();
    }
    try {
      return fact.read(instance);
    } catch (AsroleException e) {
      why = e.sentence();
      return Optional.empty();
    }
  }

  String valueOrPlaceholder(
      @Nullable String given, Optional<String> known, String placeholder, String option) {
    if (given != null) {
      return given;
    }
    if (known.isEmpty()) {
      placeholders.add(placeholder + " (" + option + ")");
    }
    return known.orElse(placeholder);
  }

  void warnOfPlaceholders(Progress progress) {
    if (!placeholders.isEmpty()) {
      progress.warn(
          "unknown here; replace these words in the output: "
              + String.join(", ", placeholders)
              + (why.isEmpty() ? "" : ": " + why));
    }
  }
}
