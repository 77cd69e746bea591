// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was found of SDKs in this JVM: names only, so that no application's loader is kept. */
final class SdkCopies {
  /** Applications may come and go for years. */
  private static final int MOST = 200;

  private final Set<String> hooked = new TreeSet<>();
  private final Set<String> notHooked = new TreeSet<>();

  synchronized void addHooked(String name, @Nullable ProtectionDomain domain) {
    add(hooked, name.replace('/', '.') + origin(domain));
  }

  /** Whether that is news. */
  synchronized boolean addNotHooked(String name, String doubt) {
    return add(notHooked, name.replace('/', '.') + ": " + doubt);
  }

  synchronized List<String> hooked() {
    return new ArrayList<>(hooked);
  }

  synchronized List<String> notHooked() {
    return new ArrayList<>(notHooked);
  }

  synchronized void clear() {
    hooked.clear();
    notHooked.clear();
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
