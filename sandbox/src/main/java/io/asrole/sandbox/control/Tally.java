// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import java.util.Map;
import java.util.TreeMap;

/** Counts the requests to the sandbox. */
public final class Tally {
  private final Map<String, Integer> calls = new TreeMap<>();
  private final Map<String, Integer> callers = new TreeMap<>();
  private Map<String, String> lastAssumeRole = Map.of();
  private int signedWithExpiredKeys;

  public synchronized void called(String kind) {
    calls.merge(kind, 1, Integer::sum);
  }

  public synchronized void signed(String callerArn, boolean expired) {
    callers.merge(callerArn, 1, Integer::sum);
    if (expired) {
      signedWithExpiredKeys++;
    }
  }

  public synchronized void assumeRole(Map<String, String> parameters) {
    lastAssumeRole = Map.copyOf(parameters);
  }

  /** Sets all counters to zero. */
  public synchronized void clear() {
    calls.clear();
    callers.clear();
    lastAssumeRole = Map.of();
    signedWithExpiredKeys = 0;
  }

  public synchronized Counters snapshot() {
    return new Counters(calls, lastAssumeRole, signedWithExpiredKeys, callers);
  }
}
