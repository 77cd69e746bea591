// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AsroleException;
import io.asrole.posix.SystemProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units as systemctl of systemd 252 prints them, and unit files. */
class ServiceUnitTest {
  @TempDir Path folder;

  private static ServiceUnit read(String output) throws AsroleException {
    return ServiceUnit.readAnswer("web.service", new SystemProgram.Result(0, output));
  }

  @Test
  void readsAUnitWithItsDropInsButNotTheOneOfAsrole() throws AsroleException {
    ServiceUnit unit =
        read(
            """
            # /lib/systemd/system/web.service
            [Unit]
            ExecStart=/not/this
            [Service]
            ExecStart=/bin/old
            Environment=A=1

            # /etc/systemd/system/web.service.d/override.conf
            [Service]
            ExecStart=
            ExecStart = /bin/new "a \\
               b" \\
            # a comment
              c

            # /etc/systemd/system/web.service.d/zz-asrole.conf
            [Service]
            ExecStart=
            ExecStart=/usr/bin/asrole --refresh R -- /bin/new

            # /etc/systemd/system/service.d/zzz.conf
            [Service]
            Environment='A=2 3'""");
    assertEquals(List.of("/bin/new \"a  b\"  c"), unit.settings().all("ExecStart"));
    assertEquals(Optional.of("'A=2 3'"), unit.settings().assignment("A"));
    assertEquals("/lib/systemd/system/web.service", unit.origin());
    assertFalse(unit.isGenerated());
    assertTrue(read("# /run/systemd/generator.late/web.service\n[Service]").isGenerated());
  }

  @ParameterizedTest
  @CsvSource({
    "web@a.service, /etc/systemd/system/web@.service, web@.service.d, web@a.service",
    "web@a.service, /etc/systemd/system/web@a.service, web@a.service.d, web@a.service",
    "www@a.service, /etc/systemd/system/web@.service, web@.service.d, web@a.service",
    "web@.service, /lib/systemd/system/web@.service, web@.service.d, web@.service",
    "sshd.service, /lib/systemd/system/ssh.service, ssh.service.d, ssh.service",
    "web.service, /opt/web-1.0.service, web.service.d, web.service",
  })
  void knowsItsOwnDropInOfAnInstanceAndOfAnAlias(
      String given, String origin, String folder, String name) throws AsroleException {
    String output =
        "# %s\n[Service]\nNice=1\n\n# /etc/systemd/system/%s/zz-asrole.conf\n[Service]\nNice=2\n";
    ServiceUnit unit =
        ServiceUnit.readAnswer(
            given, new SystemProgram.Result(0, output.formatted(origin, folder)));
    assertEquals(List.of("1"), unit.settings().all("Nice"));
    assertEquals("/etc/systemd/system/" + name + ".d/zz-asrole.conf", unit.dropIn());
  }

  @Test
  void takesTheNameOfTheUnitFromTheFileOfAnAlias() throws Exception {
    Path systemd = Files.createDirectories(folder.resolve("systemd/system"));
    Files.writeString(systemd.resolve("ssh.service"), "[Service]\n");
    Path alias = Files.createSymbolicLink(systemd.resolve("sshd.service"), Path.of("ssh.service"));
    assertEquals("ssh.service", ServiceUnit.read(alias.toString()).name());
  }

  @Test
  void refusesAMaskedUnitAndAnUnknownUnit() {
    assertEquals(
        "web.service is masked, so it does not start; to change that: systemctl unmask web.service",
        assertThrows(AsroleException.class, () -> read("# Unit web.service is masked."))
            .sentence());
    SystemProgram.Result none = new SystemProgram.Result(1, "No files found for web.service.");
    assertEquals(
        "cannot read web.service: systemctl cat: No files found for web.service.; give the path of"
            + " the unit's file in place of its name: asrole setup --service"
            + " /etc/systemd/system/web.service ROLE",
        assertThrows(AsroleException.class, () -> ServiceUnit.readAnswer("web.service", none))
            .sentence());
  }

  @Test
  void refusesAMaskedFile() throws Exception {
    Path file = Files.createSymbolicLink(folder.resolve("web.service"), Path.of("/dev/null"));
    assertTrue(
        assertThrows(AsroleException.class, () -> ServiceUnit.read(file.toString()))
            .sentence()
            .startsWith("web.service is masked"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "web.timer|web.timer is not a service; give the service that it starts, such as web.service",
        "a b|'a b' is not the name of a systemd unit",
        "-a|'-a' is not the name of a systemd unit",
        "/none/web|cannot read the unit file /none/web: No such file or directory",
        "/etc/systemd/user/a.service|/etc/systemd/user/a.service is a unit of a user's own systemd;"
            + " --service knows only units of the system",
      })
  void refusesWhatIsNotAServiceOfTheSystem(String given, String sentence) {
    assertEquals(
        sentence, assertThrows(AsroleException.class, () -> ServiceUnit.read(given)).sentence());
  }

  @ParameterizedTest
  @CsvSource({
    "web.service, web, false",
    "web@.service, %N, true",
    "web@a.service, %N, false",
    "a\\x2db.service, %N, false"
  })
  void namesTheFolderOfItsSessions(String name, String folderName, boolean isTemplate)
      throws AsroleException {
    ServiceUnit unit = ServiceUnit.readAnswer(name, new SystemProgram.Result(0, "[Service]"));
    assertEquals(folderName, unit.folderName());
    assertEquals(isTemplate, unit.isTemplate());
  }
}
