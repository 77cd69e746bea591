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

/**
 * The hooked and the not hooked classes in this JVM. It stores names only, so it keeps no class
 * loader of an application alive.
 */
final class SdkCopies {
  /** A bound, because applications may be redeployed in this JVM for years. */
  private static final int MAX_ENTRIES = 200;

  private final Hook hook;
  private final Map<String, HookTable.Row> hooked = new HashMap<>();
  private final Set<String> notHooked = new HashSet<>();

  /**
   * The copies that were in the log, each as the path of its jar and its package. Native clients
   * are there, too, by the name of their class.
   */
  private final Set<String> reported = new HashSet<>();

  /** What the log must say next. */
  private final List<String> newLines = new ArrayList<>();

  private volatile @Nullable Thread watcher;

  /** Whether a start with {@code --refresh} has given the native clients the role by a profile. */
  private final boolean environmentHasProfile;

  SdkCopies(Hook hook) {
    this.hook = hook;
    String profile = System.getenv("AWS_PROFILE");
    this.environmentHasProfile = profile != null && profile.startsWith("asrole.");
    // These calls load JDK classes now. Later, with the lock held, the transformer of another agent
    // could run.
    isAnyHooked();
    hooked();
    takeNewLines();
  }

  /** Sets the thread that is unparked when a class was hooked. */
  void setWatcher(Thread watcher) {
    this.watcher = watcher;
  }

  /**
   * Records a hooked class. It prints nothing, because the thread belongs to the application.
   *
   * @param name the internal name of the class
   */
  void addHooked(String name, HookTable.Row row, @Nullable ProtectionDomain domain) {
    addHooked(name.replace('/', '.'), row, findJarPath(domain));
    wakeWatcher();
  }

  /**
   * Records that the JVM has loaded or is loading a class, if it is of a native client.
   *
   * @param name the internal name of the class
   */
  void noteLoadedClass(String name) {
    String client = NativeClients.find(name);
    if (client != null && !environmentHasProfile) {
      addNativeClient(name.replace('/', '.'), client);
      wakeWatcher();
    }
  }

  private synchronized void addNativeClient(String name, String client) {
    String reason = NativeClients.describe(client);
    add(notHooked, name + ": " + reason);
    if (add(reported, name)) {
      newLines.add(name + " was loaded: " + reason);
    }
  }

  private void wakeWatcher() {
    Thread thread = watcher;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  private synchronized void addHooked(String name, HookTable.Row row, String location) {
    String jar = location.substring(location.lastIndexOf('/') + 1);
    if (hooked.size() < MAX_ENTRIES) {
      hooked.put(jar.isEmpty() ? name : name + " in " + jar, row);
    }
    String prefix = name.substring(0, name.length() - row.nameSuffix.length());
    if (hook.appliesTo(row) && add(reported, location + " " + prefix)) {
      newLines.add(
          "hooked " + row.library.describeCopy(prefix) + (jar.isEmpty() ? "" : " in " + jar));
    }
  }

  /**
   * Lines for the log about what was found since the last call, such as {@code hooked the AWS SDK
   * software.amazon.awssdk in auth-2.57.8.jar}. Each is returned once.
   */
  synchronized List<String> takeNewLines() {
    List<String> lines = new ArrayList<>(newLines);
    newLines.clear();
    return lines;
  }

  /** Records a class that may not use the role, and why. False if that is recorded already. */
  synchronized boolean addNotHooked(String name, String reason) {
    return add(notHooked, name.replace('/', '.') + ": " + reason);
  }

  /** The hooked classes that return the role's credentials, each with its jar. */
  synchronized List<String> hooked() {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, HookTable.Row> entry : hooked.entrySet()) {
      if (hook.appliesTo(entry.getValue())) {
        lines.add(entry.getKey());
      }
    }
    return sorted(lines);
  }

  /** Whether a hooked class returns the role's credentials. */
  synchronized boolean isAnyHooked() {
    for (HookTable.Row row : hooked.values()) {
      if (hook.appliesTo(row)) {
        return true;
      }
    }
    return false;
  }

  /** The classes that may not use the role, each with the reason. */
  synchronized List<String> notHooked() {
    return sorted(notHooked);
  }

  /** Forgets the classes, before the hooks are installed again. */
  synchronized void clear() {
    hooked.clear();
    notHooked.clear();
  }

  /** Forgets everything, after the hooks were removed. */
  synchronized void reset() {
    clear();
    reported.clear();
    newLines.clear();
  }

  /** A sorted copy. A start, which has no lines, loads no class that sorts. */
  private static List<String> sorted(Collection<String> lines) {
    List<String> sorted = new ArrayList<>(lines);
    if (sorted.size() > 1) {
      Collections.sort(sorted);
    }
    return sorted;
  }

  private static boolean add(Set<String> to, String line) {
    return to.size() < MAX_ENTRIES && to.add(line);
  }

  /** The path of the jar that a class was loaded from; empty if it is unknown. */
  private static String findJarPath(@Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "";
    }
    // Without a regular expression, which would load classes while an SDK class is loaded.
    String path = source.getLocation().getPath();
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    boolean isNested = 0 < end && end < path.length() && path.charAt(end - 1) == '!';
    return path.substring(0, isNested ? end - 1 : end);
  }
}
