// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import java.util.Map;
import java.util.TreeMap;

/** Counts the requests to the sandbox. */
public final class Tally {
  private static final int MOST = 1000;

  private final Map<String, Integer> calls = new TreeMap<>();
  private final Map<String, Integer> callers = new TreeMap<>();
  private Map<String, String> lastAssumeRole = Map.of();
  private int signedWithExpiredKeys;

  public synchronized void called(String kind) {
    count(calls, kind);
  }

  public synchronized void signed(String callerArn, boolean expired) {
    count(callers, callerArn);
    if (expired) {
      signedWithExpiredKeys++;
    }
  }

  /** Counts the name. Clients choose names, so those after the first 1,000 share one counter. */
  private static void count(Map<String, Integer> counters, String name) {
    boolean known = counters.size() < MOST || counters.containsKey(name);
    counters.merge(known ? name : "others", 1, Integer::sum);
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
