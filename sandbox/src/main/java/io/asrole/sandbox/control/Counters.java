// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import java.util.Map;

/**
 * The numbers of requests that the sandbox has received so far.
 *
 * @param calls the number of requests of each kind: {@code imds}, {@code imds.token}, {@code
 *     sts.AssumeRole}
 * @param lastAssumeRole the parameters of the last AssumeRole with a valid signature; empty if
 *     there was none
 * @param signedWithExpiredKeys the number of STS requests with a valid signature by expired keys
 * @param callers the number of requests with a valid signature, by assumed-role ARN
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

  /** The number of requests of this kind; 0 if there was none. */
  public int calls(String kind) {
    return calls.getOrDefault(kind, 0);
  }
}
