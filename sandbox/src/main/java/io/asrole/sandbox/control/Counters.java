// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import java.util.Map;

/**
 * What the sandbox has seen so far.
 *
 * @param calls how many of each kind: {@code imds}, {@code imds.token}, {@code sts.AssumeRole}
 * @param lastAssumeRole the parameters of the latest AssumeRole with a good signature; empty before
 * @param signedWithExpiredKeys requests to STS with a good signature of keys that had ended
 * @param callers how many requests each assumed-role ARN has signed
 */
public record Counters(
    Map<String, Integer> calls,
    Map<String, String> lastAssumeRole,
    int signedWithExpiredKeys,
    Map<String, Integer> callers) {
  public Counters {
    calls = Map.copyOf(calls);
    lastAssumeRole = Map.copyOf(lastAssumeRole);
    callers = Map.copyOf(callers);
  }

  /** How many calls of this kind, 0 included. */
  public int calls(String kind) {
    return calls.getOrDefault(kind, 0);
  }
}
