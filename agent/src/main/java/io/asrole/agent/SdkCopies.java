// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found of SDKs in this JVM: names only, so that no application's loader is kept. */
final class SdkCopies {
  /** Applications may come and go for years. */
  private static final int MOST = 200;

  private final Set<String> hooked = new HashSet<>();
  private final Set<String> notHooked = new HashSet<>();

  synchronized void addHooked(String name, @Nullable ProtectionDomain domain) {
    add(hooked, name.replace('/', '.') + origin(domain));
  }

  /** Whether that is news. */
  synchronized boolean addNotHooked(String name, String doubt) {
    return add(notHooked, name.replace('/', '.') + ": " + doubt);
  }

  synchronized List<String> hooked() {
    return sorted(hooked);
  }

  synchronized List<String> notHooked() {
    return sorted(notHooked);
  }

  synchronized void clear() {
    hooked.clear();
    notHooked.clear();
  }

  /** Only here, as few ask, and TreeSet would be one class more to load. */
  private static List<String> sorted(Set<String> lines) {
    List<String> sorted = new ArrayList<>(lines);
    Collections.sort(sorted);
    return sorted;
  }

  private static boolean add(Set<String> to, String line) {
    return to.size() < MOST && to.add(line);
  }

  /** The jar tells the version. */
  private static String origin(@Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "";
    }
    String path = source.getLocation().getPath().replaceAll("!?/+$", "");
    return " of " + path.substring(path.lastIndexOf('/') + 1);
  }
}
