// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.systemd.UnitSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

  private final UnitSettings settings;
  private final ServiceFolder folder;

  ServiceSandbox(UnitSettings settings, ServiceFolder folder) {
    this.settings = settings;
    this.folder = folder;
  }

  /** What the administrator has to know about the service's network. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (hasAllAddresses("IPAddressDeny") && !hasAllAddresses("IPAddressAllow")) {
      remarks.add(
          "IPAddressDeny= denies all addresses. The service must also reach AWS STS and DNS: add"
              + " their addresses to IPAddressAllow= of the unit.");
    }
    if (settings.has("NetworkNamespacePath")) {
      remarks.add(
          "The service runs in the network namespace of NetworkNamespacePath=. There it must reach"
              + " instance metadata, AWS STS and DNS.");
    }
    return remarks;
  }

  private boolean hasAllAddresses(String setting) {
    return settings.words(setting).stream().anyMatch(List.of("any", "0.0.0.0/0")::contains);
  }

  /** The lines; each setting is behind a comment with its reason. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(folder.lines());
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
