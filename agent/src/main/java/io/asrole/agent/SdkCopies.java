// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What was found of SDKs in this JVM: names only, so that no application's loader is kept. */
final class SdkCopies {
  /** Applications may come and go for years. */
  private static final int MOST = 200;

  private final Hook hook;
  private final Map<String, HookTable.Row> hooked = new HashMap<>();
  private final Set<String> notHooked = new HashSet<>();

  /** The copies that {@link #news} has named, by the paths of their jars and their packages. */
  private final Set<String> named = new HashSet<>();

  private final List<String> news = new ArrayList<>();
  private volatile @Nullable Thread watcher;

  SdkCopies(Hook hook) {
    this.hook = hook;
    // Loads what these need of the JDK: under the lock, another agent's transformer would see it.
    isAnyHooked();
    hooked();
    news();
  }

  /** From here on that thread is woken when there is news. */
  void wake(Thread watcher) {
    this.watcher = watcher;
  }

  /** A class was hooked; nothing is printed here, where a thread of the application loads it. */
  void addHooked(String name, HookTable.Row row, @Nullable ProtectionDomain domain) {
    addHooked(name.replace('/', '.'), row, location(domain));
    Thread thread = watcher;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  private synchronized void addHooked(String name, HookTable.Row row, String location) {
    String jar = location.substring(location.lastIndexOf('/') + 1);
    if (hooked.size() < MOST) {
      hooked.put(jar.isEmpty() ? name : name + " in " + jar, row);
    }
    String prefix = name.substring(0, name.length() - row.suffix.length());
    if (hook.answers(row) && add(named, location + " " + prefix)) {
      news.add(prefix + (jar.isEmpty() ? "" : " in " + jar));
    }
  }

  /** The copies of which a class was hooked since this was asked last, each named once. */
  synchronized List<String> news() {
    List<String> copies = new ArrayList<>(news);
    news.clear();
    return copies;
  }

  /** Whether that is news. */
  synchronized boolean addNotHooked(String name, String doubt) {
    return add(notHooked, name.replace('/', '.') + ": " + doubt);
  }

  /** The hooked classes that give the role's credentials. */
  synchronized List<String> hooked() {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, HookTable.Row> entry : hooked.entrySet()) {
      if (hook.answers(entry.getValue())) {
        lines.add(entry.getKey());
      }
    }
    return sorted(lines);
  }

  synchronized boolean isAnyHooked() {
    for (HookTable.Row row : hooked.values()) {
      if (hook.answers(row)) {
        return true;
      }
    }
    return false;
  }

  synchronized List<String> notHooked() {
    return sorted(notHooked);
  }

  /** The hooks are put in anew. */
  synchronized void clear() {
    hooked.clear();
    notHooked.clear();
  }

  /** The hooks are out; copies that are hooked again are named again. */
  synchronized void forget() {
    clear();
    named.clear();
    news.clear();
  }

  /** Only here, as few ask, and TreeSet would be one class more to load. */
  private static List<String> sorted(Collection<String> lines) {
    List<String> sorted = new ArrayList<>(lines);
    Collections.sort(sorted);
    return sorted;
  }

  private static boolean add(Set<String> to, String line) {
    return to.size() < MOST && to.add(line);
  }

  /** The path of the jar, whose name tells the version; empty where there is none. */
  private static String location(@Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "";
    }
    // By hand: a regular expression would load classes while the JVM loads one of an SDK.
    String path = source.getLocation().getPath();
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    boolean isNested = 0 < end && end < path.length() && path.charAt(end - 1) == '!';
    return path.substring(0, isNested ? end - 1 : end);
  }
}
