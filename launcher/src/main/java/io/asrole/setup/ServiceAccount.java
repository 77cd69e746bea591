// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.AsroleException;
import io.asrole.posix.SystemProgram;
import io.asrole.systemd.UnitSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The user of a service.
 *
 * @param user the value of {@code User=}; empty for root without that setting
 * @param isDynamic whether systemd creates the user at each start
 * @param uid null if the user is dynamic, unknown on this host, or given by a specifier
 * @param home the home folder in the user database; null if it is not known
 */
record ServiceAccount(String user, boolean isDynamic, @Nullable Long uid, @Nullable String home) {
  /** Settings that forbid sudo to a user: each sets NoNewPrivileges=. */
  private static final List<String> NO_NEW_PRIVILEGES =
      List.of(
          "NoNewPrivileges",
          "LockPersonality",
          "MemoryDenyWriteExecute",
          "PrivateDevices",
          "ProtectClock",
          "ProtectHostname",
          "ProtectKernelLogs",
          "ProtectKernelModules",
          "ProtectKernelTunables",
          "RestrictRealtime",
          "RestrictSUIDSGID");

  private static final List<String> NO_NEW_PRIVILEGES_WITH_ANY_VALUE =
      List.of(
          "RestrictAddressFamilies",
          "RestrictFileSystems",
          "SystemCallArchitectures",
          "SystemCallFilter",
          "SystemCallLog");

  /** Reads the unit's settings, and the user database for the uid and the home folder. */
  static ServiceAccount read(UnitSettings settings) {
    String user = settings.last("User").orElse("");
    if (settings.isTrue("DynamicUser")) {
      return new ServiceAccount(user, true, null, null);
    }
    if (user.isEmpty()) {
      return new ServiceAccount(user, false, 0L, null);
    }
    if (user.startsWith("-") || user.contains("%")) {
      return new ServiceAccount(user, false, null, null);
    }
    String[] fields =
        SystemProgram.run("getent", "passwd", user)
            .filter(found -> found.status() == 0)
            .map(found -> found.firstLine().split(":", -1))
            .orElse(new String[0]);
    return fields.length == 7 && fields[2].matches("[0-9]{1,10}")
        ? new ServiceAccount(user, false, Long.parseLong(fields[2]), fields[5])
        : new ServiceAccount(user, false, null, null);
  }

  /** Whether systemd sets HOME: not for a dynamic user, for nobody, or if it is the root folder. */
  boolean hasHome() {
    return !user.isEmpty()
        && !isDynamic
        && !user.equals("nobody")
        && !"".equals(home)
        && !"/".equals(home);
  }

  /**
   * What an administrator has to do first on a guarded host; empty if the service reaches instance
   * metadata.
   *
   * @param uids the users that reach instance metadata, apart from root
   * @throws AsroleException if nothing would help
   */
  Optional<String> guardRemark(Set<Long> uids, ServiceUnit unit, String role)
      throws AsroleException {
    if (isDynamic) {
      throw ServiceFailure.noSudo(unit.name());
    }
    if (uid != null && (uid == 0 || uids.contains(uid))) {
      return Optional.empty();
    }
    Optional<String> setting = forbidsSudo(unit.settings());
    return Optional.of(
        setting.isPresent()
            ? "This host is guarded, and "
                + setting.get()
                + "= keeps the service from sudo. First let its user keep instance metadata: asrole"
                + " setup --host ... --also "
                + user
            : "This host is guarded. The service needs the rule --allow "
                + user
                + "="
                + role
                + " of asrole setup --host.");
  }

  /** The setting for which the service cannot use sudo; empty if it can. */
  static Optional<String> forbidsSudo(UnitSettings settings) {
    for (String setting : NO_NEW_PRIVILEGES) {
      if (settings.isTrue(setting)) {
        return Optional.of(setting);
      }
    }
    if (settings.last("RestrictNamespaces").isPresent()
        && !settings.last("RestrictNamespaces").equals(Optional.of("no"))) {
      return Optional.of("RestrictNamespaces");
    }
    return NO_NEW_PRIVILEGES_WITH_ANY_VALUE.stream().filter(settings::has).findFirst();
  }
}
