// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.condition;

import io.asrole.sandbox.json.Complaints;
import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parses a Condition element. */
public final class ConditionReader {
  private final boolean variables;
  private final boolean unknownIsMet;
  private final Complaints complaints;

  /**
   * Creates a reader.
   *
   * @param variables whether the version of the policy has policy variables
   * @param unknownIsMet whether a condition that is not understood counts as met
   */
  public ConditionReader(boolean variables, boolean unknownIsMet, Complaints complaints) {
    this.variables = variables;
    this.unknownIsMet = unknownIsMet;
    this.complaints = complaints;
  }

  public List<Condition> read(JsonPlace block) {
    List<Condition> conditions = new ArrayList<>();
    try {
      block.members().forEach((form, keys) -> read(form, keys, conditions));
    } catch (JsonException e) {
      conditions.add(unknown("Condition", e));
    }
    return List.copyOf(conditions);
  }

  private void read(String form, JsonPlace keys, List<Condition> conditions) {
    try {
      KeyCondition plain = KeyCondition.parse(form, keys);
      for (Map.Entry<String, JsonPlace> key : keys.members().entrySet()) {
        conditions.add(read(plain, form, key.getKey(), key.getValue()));
      }
    } catch (JsonException e) {
      conditions.add(unknown(form, e));
    }
  }

  private Condition read(KeyCondition plain, String form, String key, JsonPlace values) {
    try {
      return plain.with(key, values, variables);
    } catch (JsonException e) {
      return unknown(form + " " + key, e);
    }
  }

  private Condition unknown(String text, JsonException complaint) {
    complaints.accept(complaint);
    return new Condition.Unknown(text, unknownIsMet);
  }

  /** Checks that the operators exist and that they have keys and values, whatever these are. */
  public static void checkForm(JsonPlace block) {
    block
        .members()
        .forEach(
            (form, keys) -> {
              KeyCondition.parse(form, keys);
              keys.members()
                  .values()
                  .forEach(values -> values.oneOrMore().forEach(JsonPlace::scalar));
            });
  }
}
