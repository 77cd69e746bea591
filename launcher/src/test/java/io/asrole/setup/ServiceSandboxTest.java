// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AsroleException;
import io.asrole.posix.SystemProgram;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What asrole needs from the restrictions of a unit. */
class ServiceSandboxTest {
  private static List<String> lines(String settings) throws AsroleException {
    return lines(settings, "/home/web");
  }

  private static List<String> lines(String settings, String home) throws AsroleException {
    ServiceUnit unit =
        ServiceUnit.readAnswer(
            "web.service",
            new SystemProgram.Result(0, "[Service]\n" + settings.replace("; ", "\n")));
    // The user of the test's units, by the user database of a host.
    ServiceAccount account =
        unit.settings().has("User") && !unit.settings().isTrue("DynamicUser")
            ? new ServiceAccount("web", false, Optional.of(900L), Optional.of(home))
            : ServiceAccount.read(unit.settings());
    return new ServiceSandbox(unit, account)
        .lines().stream().filter(line -> !line.startsWith("#")).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "User=web",
        "User=web; ProtectSystem=strict; PrivateTmp=yes",
        "User=web; ProtectHome=read-only",
        "User=web; ProtectHome=no",
        "User=web; ProtectHome=yes; Environment=HOME=/var/lib/web",
      })
  void keepsAHomeThatTheServiceCanRead(String settings) throws AsroleException {
    assertEquals(
        List.of(
            "CacheDirectory=asrole-web",
            "Environment=XDG_CACHE_HOME=%C/asrole-web",
            "Environment=XDG_STATE_HOME=%C/asrole-web"),
        lines(settings));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nice=1",
        "DynamicUser=yes",
        "User=web; DynamicUser=yes",
        "User=web; ProtectHome=yes",
        "User=web; ProtectHome=tmpfs",
        "User=web; ProtectHome=on; Environment=\"HOME=/home/x\"",
      })
  void givesAHomeToAServiceWithoutOne(String settings) throws AsroleException {
    assertEquals(
        List.of("CacheDirectory=asrole-web", "Environment=HOME=%C/asrole-web"), lines(settings));
  }

  @Test
  void givesAHomeToAUserForWhomSystemdSetsNone() throws AsroleException {
    List<String> expected = List.of("CacheDirectory=asrole-web", "Environment=HOME=%C/asrole-web");
    assertEquals(expected, lines("User=web", "/"));
    assertEquals(expected, lines("User=web", ""));
  }

  @Test
  void keepsTheFoldersThatTheUnitSets() throws AsroleException {
    assertEquals(
        List.of(), lines("User=web; Environment=XDG_CACHE_HOME=/var/a \"XDG_STATE_HOME=/var/b\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IPAddressDeny=any|IPAddressAllow=169.254.169.254",
        "IPAddressDeny=10.0.0.0/8 link-local|IPAddressAllow=169.254.169.254",
        "IPAddressDeny=169.254.0.0/16|IPAddressAllow=169.254.169.254",
        "IPAddressDeny=0.0.0.0/0|IPAddressAllow=169.254.169.254",
        "IPAddressDeny=169.254.169.254|IPAddressAllow=169.254.169.254",
        "IPAddressDeny=169.254.169.255 10.0.0.0/8 localhost ::/0|",
        "IPAddressDeny=any; IPAddressAllow=link-local|",
        "IPAddressDeny=any; IPAddressDeny=|",
        "RestrictAddressFamilies=AF_INET AF_UNIX|",
        "RestrictAddressFamilies=AF_INET6|RestrictAddressFamilies=AF_INET AF_UNIX",
        "RestrictAddressFamilies=none|RestrictAddressFamilies=AF_INET AF_UNIX",
        "RestrictAddressFamilies=AF_UNIX; RestrictAddressFamilies=AF_INET|",
        "RestrictAddressFamilies=AF_INET AF_UNIX; RestrictAddressFamilies=~AF_INET"
            + "|RestrictAddressFamilies=AF_INET",
        "RestrictAddressFamilies=~AF_PACKET|",
        "RestrictAddressFamilies=~AF_INET AF_PACKET|RestrictAddressFamilies=AF_INET",
        "MemoryDenyWriteExecute=true|MemoryDenyWriteExecute=no",
        "ProcSubset=pid|ProcSubset=all",
      })
  void opensWhatIsClosed(String settings, String expected) throws AsroleException {
    List<String> lines = lines("User=web; " + settings);
    assertEquals(expected == null ? List.of() : List.of(expected), lines.subList(3, lines.size()));
  }

  private static Optional<String> guardRemark(String settings, boolean isDynamic, long uid)
      throws AsroleException {
    ServiceUnit unit =
        ServiceUnit.readAnswer(
            "web.service", new SystemProgram.Result(0, "[Service]\n" + settings));
    return new ServiceAccount("web", isDynamic, Optional.of(uid), Optional.of("/home/web"))
        .guardRemark(Set.of(901L), unit, "Deploy");
  }

  @Test
  void saysWhatTheAdministratorOfAGuardedHostHasToDoFirst() throws AsroleException {
    assertEquals(Optional.empty(), guardRemark("NoNewPrivileges=yes", false, 0));
    assertEquals(Optional.empty(), guardRemark("NoNewPrivileges=yes", false, 901));
    assertEquals(
        Optional.of(
            "This host is guarded, and NoNewPrivileges= keeps the service from sudo. First let its"
                + " user keep instance metadata: asrole setup --host ... --also web"),
        guardRemark("NoNewPrivileges=yes", false, 900));
    assertEquals(
        Optional.of(
            "This host is guarded. The service needs the rule --allow web=Deploy of asrole setup"
                + " --host."),
        guardRemark("PrivateTmp=yes", false, 900));
    assertTrue(
        assertThrows(AsroleException.class, () -> guardRemark("", true, 0))
            .sentence()
            .startsWith("web.service has DynamicUser=yes, and this host is guarded: no rule"));
  }

  @Test
  void knowsTheSettingsThatForbidSudo() throws AsroleException {
    for (String setting :
        List.of("NoNewPrivileges=yes", "SystemCallFilter=@system-service", "PrivateDevices=1")) {
      assertEquals(
          Optional.of(setting.replaceFirst("=.*", "")),
          ServiceAccount.forbidsSudo(UnitSettings.parse(List.of("[Service]", setting))));
    }
    assertEquals(
        Optional.empty(),
        ServiceAccount.forbidsSudo(
            UnitSettings.parse(List.of("[Service]", "NoNewPrivileges=no", "PrivateTmp=yes"))));
  }
}
