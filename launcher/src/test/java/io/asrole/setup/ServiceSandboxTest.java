// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AsroleException;
import io.asrole.posix.SystemProgram;
import io.asrole.systemd.UnitSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What asrole needs from the restrictions of a unit. */
class ServiceSandboxTest {
  private static ServiceSandbox create(String settings) throws AsroleException {
    ServiceUnit unit =
        ServiceUnit.readAnswer(
            "web.service",
            new SystemProgram.Result(0, "[Service]\n" + settings.replace("; ", "\n")));
    ServiceAccount account = new ServiceAccount("web", false, 900L, "/home/web");
    return new ServiceSandbox(unit.settings(), new ServiceFolder(unit, account));
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
    List<String> lines =
        create("User=web; Environment=XDG_CACHE_HOME=/a XDG_STATE_HOME=/b; " + settings)
            .lines()
            .stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    assertEquals(expected == null ? List.of() : List.of(expected), lines);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IPAddressDeny=any|IPAddressDeny= denies all addresses. The service must also reach AWS STS"
            + " and DNS: add their addresses to IPAddressAllow= of the unit.",
        "IPAddressDeny=0.0.0.0/0; IPAddressAllow=localhost|IPAddressDeny= denies all addresses. The"
            + " service must also reach AWS STS and DNS: add their addresses to IPAddressAllow= of"
            + " the unit.",
        "IPAddressDeny=any; IPAddressAllow=any|",
        "IPAddressDeny=10.0.0.0/8|",
        "NetworkNamespacePath=/run/netns/a|The service runs in the network namespace of"
            + " NetworkNamespacePath=. There it must reach instance metadata, AWS STS and DNS.",
      })
  void saysWhatTheServiceHasToReach(String settings, String expected) throws AsroleException {
    assertEquals(expected == null ? List.of() : List.of(expected), create(settings).remarks());
  }

  private static Optional<String> guardRemark(String settings, boolean isDynamic, long uid)
      throws AsroleException {
    ServiceUnit unit =
        ServiceUnit.readAnswer(
            "web.service", new SystemProgram.Result(0, "[Service]\n" + settings));
    return new ServiceAccount("web", isDynamic, uid, "/home/web")
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
