// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The lines of a drop-in that asrole needs beside the role: a folder to write to, and the way to
 * instance metadata.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html">
 *     systemd.exec(5)</a>
 */
final class ServiceSandbox {
  private static final String METADATA = "169.254.169.254";
  private static final long METADATA_BITS = 0xA9FEA9FEL;
  private static final Set<String> HIDES_HOMES =
      Set.of("1", "yes", "y", "true", "t", "on", "tmpfs");

  private final ServiceUnit unit;
  private final UnitSettings settings;
  private final ServiceAccount account;

  ServiceSandbox(ServiceUnit unit, ServiceAccount account) {
    this.unit = unit;
    this.settings = unit.settings();
    this.account = account;
  }

  /** The lines; each setting is behind a comment with its reason. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(folder());
    if (deniesMetadata()) {
      lines.add("# Instance metadata:");
      lines.add("IPAddressAllow=" + METADATA);
    }
    List<String> families = missingFamilies();
    if (!families.isEmpty()) {
      lines.add("# Sockets to AWS, and to the system's log:");
      lines.add("RestrictAddressFamilies=" + String.join(" ", families));
    }
    if (settings.isTrue("MemoryDenyWriteExecute")) {
      lines.add("# asrole runs Java, which compiles:");
      lines.add("MemoryDenyWriteExecute=no");
    }
    if (settings.last("ProcSubset").filter("pid"::equals).isPresent()) {
      lines.add("# A start without Java reads the boot id in /proc/sys:");
      lines.add("ProcSubset=all");
    }
    return lines;
  }

  /**
   * A cache folder of systemd is writable under each setting, and belongs to the service's user. It
   * becomes HOME only if the service has no HOME that it can read.
   */
  private List<String> folder() {
    String folder = "asrole-" + unit.folderName();
    boolean isHome = !hasReadableHome();
    List<String> variables =
        isHome
            ? List.of("HOME")
            : Stream.of("XDG_CACHE_HOME", "XDG_STATE_HOME")
                .filter(variable -> settings.assignment(variable).isEmpty())
                .toList();
    if (variables.isEmpty()) {
      return List.of("# XDG_CACHE_HOME and XDG_STATE_HOME of the unit: asrole writes there.");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        isHome
            ? "# The service has no home folder that it can read. Its sessions are in this folder:"
            : "# The sessions of the service are in this folder. HOME stays as it is:");
    lines.add("CacheDirectory=" + folder);
    for (String variable : variables) {
      lines.add("Environment=" + variable + "=%C/" + folder);
    }
    return lines;
  }

  private boolean hasReadableHome() {
    String home =
        settings
            .assignment("HOME")
            .map(word -> UnitWords.unquote(word).substring("HOME=".length()))
            .or(account::home)
            .orElse("");
    boolean isSet = settings.assignment("HOME").isPresent() || account.hasHome();
    boolean hidesHomes =
        settings
            .last("ProtectHome")
            .filter(value -> HIDES_HOMES.contains(value.toLowerCase(Locale.ROOT)))
            .isPresent();
    return isSet
        && !(hidesHomes
            && (home.isEmpty() || home.matches("/(home|root|run/user)(/.*)?|.*%[hu].*")));
  }

  private boolean deniesMetadata() {
    return settings.words("IPAddressDeny").stream().anyMatch(ServiceSandbox::hasMetadata)
        && settings.words("IPAddressAllow").stream().noneMatch(ServiceSandbox::hasMetadata);
  }

  /** Whether a value of {@code IPAddressDeny=} contains the IPv4 address of instance metadata. */
  private static boolean hasMetadata(String addresses) {
    if (addresses.equals("any") || addresses.equals("link-local")) {
      return true;
    }
    if (!addresses.matches("([0-9]{1,3}\\.){3}[0-9]{1,3}(/[0-9]{1,2})?")) {
      return false;
    }
    String[] parts = addresses.split("[./]", -1);
    long bits = 0;
    for (int i = 0; i < 4; i++) {
      bits = bits << 8 | Integer.parseInt(parts[i]);
    }
    int length = parts.length == 5 ? Integer.parseInt(parts[4]) : 32;
    return length == 0 || (bits ^ METADATA_BITS) >>> (32 - length) == 0;
  }

  private List<String> missingFamilies() {
    if (!settings.has("RestrictAddressFamilies")) {
      return List.of();
    }
    String first = settings.all("RestrictAddressFamilies").get(0);
    boolean isDenyList = first.startsWith("~");
    Set<String> listed = new LinkedHashSet<>();
    for (String value : settings.all("RestrictAddressFamilies")) {
      boolean adds = value.startsWith("~") == isDenyList;
      for (String family : value.replaceFirst("^~", "").split("\\s+", -1)) {
        if (adds) {
          listed.add(family);
        } else {
          listed.remove(family);
        }
      }
    }
    return Stream.of("AF_INET", "AF_UNIX")
        .filter(family -> listed.contains(family) == isDenyList)
        .toList();
  }
}
