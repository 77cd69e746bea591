// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.AsroleException;
import io.asrole.posix.SystemProgram;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The folder of a service's sessions is writable, and changes no variable of the service. */
class ServiceFolderTest {
  private static final List<String> HOME =
      List.of(
          "CacheDirectory=asrole-web",
          "Environment=HOME=%C/asrole-web",
          "UnsetEnvironment=CACHE_DIRECTORY=%C/asrole-web");

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
            ? new ServiceAccount("web", false, 900L, home)
            : ServiceAccount.read(unit.settings());
    return new ServiceFolder(unit, account)
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
            "Environment=XDG_STATE_HOME=%C/asrole-web",
            "UnsetEnvironment=CACHE_DIRECTORY=%C/asrole-web"),
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
    assertEquals(HOME, lines(settings));
  }

  @Test
  void givesAHomeToAUserForWhomSystemdSetsNone() throws AsroleException {
    assertEquals(HOME, lines("User=web", "/"));
    assertEquals(HOME, lines("User=web", ""));
  }

  @Test
  void keepsTheFoldersThatTheUnitSets() throws AsroleException {
    assertEquals(
        List.of(), lines("User=web; Environment=XDG_CACHE_HOME=/var/a \"XDG_STATE_HOME=/var/b\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "CacheDirectory=web|Environment=HOME=%C/web/asrole",
        "CacheDirectory=a/b c; CacheDirectory=d|Environment=HOME=%C/a/b/asrole",
        "CacheDirectory=a; CacheDirectory=; CacheDirectory=web/|Environment=HOME=%C/web/asrole",
        "CacheDirectory=a::ro web:link|Environment=HOME=%C/web/asrole",
        "CacheDirectory=%N-%i|Environment=HOME=%C/%N-%i/asrole",
        "CacheDirectory=\"a b\"|Environment=\"HOME=%C/a b/asrole\"",
      })
  void usesTheFirstCacheFolderOfTheUnit(String settings, String expected) throws AsroleException {
    assertEquals(List.of(expected), lines("DynamicUser=yes; " + settings));
  }

  @Test
  void addsNoFolderToOnesOfTheUnitWithAHomeFolder() throws AsroleException {
    assertEquals(
        List.of(
            "Environment=XDG_CACHE_HOME=%C/web/asrole", "Environment=XDG_STATE_HOME=%C/web/asrole"),
        lines("User=web; CacheDirectory=web"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "web.service|User=web|rm -rf /var/cache/asrole-web",
        "web.service|DynamicUser=yes|rm -rf /var/cache/asrole-web /var/cache/private/asrole-web",
        "web@a.service|User=web|rm -rf /var/cache/asrole-web@a",
        "web@.service|User=web|rm -rf /var/cache/asrole-web@*",
        "a\\x2db.service|User=web|rm -rf '/var/cache/asrole-a\\x2db'",
        "web.service|CacheDirectory=web|rm -rf /var/cache/web/asrole",
        "web.service|DynamicUser=yes; CacheDirectory=web|rm -rf /var/cache/web/asrole",
        "web@a.service|CacheDirectory=%p/%i|rm -rf /var/cache/web/a/asrole",
        "web@.service|CacheDirectory=%p-%i|rm -rf /var/cache/web-*/asrole",
        "web.service|CacheDirectory=\"a b\"|rm -rf '/var/cache/a b/asrole'",
        "web.service|CacheDirectory=%j|Then remove the folder asrole in the first folder of"
            + " CacheDirectory=.",
        "web.service|CacheDirectory=x%i|Then remove the folder asrole in the first folder of"
            + " CacheDirectory=.",
        "web.service|Environment=HOME=/a XDG_CACHE_HOME=/a XDG_STATE_HOME=/b|",
      })
  void isRemovedWithTheDropIn(String name, String settings, String expected)
      throws AsroleException {
    ServiceUnit unit =
        ServiceUnit.readAnswer(
            name, new SystemProgram.Result(0, "[Service]\n" + settings.replace("; ", "\n")));
    assertEquals(
        Optional.ofNullable(expected),
        new ServiceFolder(unit, ServiceAccount.read(unit.settings())).removal().map(String::strip));
  }
}
