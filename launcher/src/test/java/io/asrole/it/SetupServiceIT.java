// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of {@code setup --service} write a drop-in that systemd accepts. */
@Tag("one-jdk")
class SetupServiceIT {
  private static final String PROGRAM = AsRole.STAGED.resolve("bin/asrole").toString();
  private static final String FLAG =
      "-javaagent:" + AsRole.STAGED.resolve("lib/asrole-agent.jar") + "=Deploy";
  private static final String FOLDER =
      """
      # The sessions of the service are in this folder. HOME stays as it is:
      CacheDirectory=asrole-web
      Environment=XDG_CACHE_HOME=%C/asrole-web
      Environment=XDG_STATE_HOME=%C/asrole-web
      # CacheDirectory= also sets a variable, which the service did not have before:
      UnsetEnvironment=CACHE_DIRECTORY=%C/asrole-web
      """;
  private static final String HOME =
      """
      # The service has no home folder that it can read. Its sessions are in this folder:
      CacheDirectory=asrole-web
      Environment=HOME=%C/asrole-web
      # CacheDirectory= also sets a variable, which the service did not have before:
      UnsetEnvironment=CACHE_DIRECTORY=%C/asrole-web
      """;

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;
  private AsRole asrole;

  @BeforeEach
  void prepare() {
    asrole = AsRole.in(aws, home);
  }

  private Path write(String name, String service) throws IOException {
    return PrintedDropIn.write(home, name, service);
  }

  private PrintedDropIn print(Path unit, String... options) {
    return PrintedDropIn.print(asrole, unit, options);
  }

  @Test
  void givesTheAgentToAJavaService() throws IOException {
    Path unit =
        write(
            "web.service",
            """
            User=root
            Environment=A=b "JAVA_TOOL_OPTIONS=-Xmx64m -Dx=\\x20"
            ExecStart=%s -jar /srv/web.jar
            ExecStop=/bin/true
            """
                .formatted(AsRole.JAVA_HOME.resolve("bin/java")));
    PrintedDropIn printed = print(unit);
    assertEquals(
        """
        # Gives web.service the role Deploy by asrole's agent. Nothing has been changed: run this as root.
        # Form: by asrole's agent, because ExecStart= runs java. The other form: asrole setup --service web.service --refresh Deploy
        # JVMs of ExecStop= get the agent, too.
        mkdir -p /etc/systemd/system/web.service.d
        cat >/etc/systemd/system/web.service.d/zz-asrole.conf <<'END_OF_FILE'
        # Written by: asrole setup --service web.service --agent Deploy
        [Service]
        Environment="JAVA_TOOL_OPTIONS=-Xmx64m -Dx=\\x20"" FLAG"
        FOLDER\
        END_OF_FILE
        systemctl daemon-reload

        # The service has the role after: systemctl restart web.service
        # To take the role away again:
        #     rm /etc/systemd/system/web.service.d/zz-asrole.conf
        #     rmdir --ignore-fail-on-non-empty /etc/systemd/system/web.service.d
        #     systemctl daemon-reload
        #     systemctl try-restart web.service
        #     rm -rf /var/cache/asrole-web
        """
            .replace("FLAG", FLAG)
            .replace("FOLDER", FOLDER),
        printed.text());
    printed.paste();
    assertEquals("", printed.verify());
  }

  /** As the refusal of a file that sets JAVA_TOOL_OPTIONS advises. */
  @Test
  void printsTheRestOfTheDropInIfAFileHasTheFlag() throws IOException {
    Path file = Files.writeString(home.resolve("env"), "JAVA_TOOL_OPTIONS=-Dx\n");
    Path unit =
        write(
            "web.service",
            "User=root\nExecStart=java -jar web.jar\nEnvironmentFile=" + file + "\n");
    String advice = asrole.run("setup", "--service", unit.toString(), "Deploy").err();
    Matcher line = Pattern.compile("write in that file (.*) and run this command").matcher(advice);
    assertTrue(line.find(), advice);
    Files.writeString(file, line.group(1) + "\n");

    PrintedDropIn printed = print(unit);
    assertTrue(
        printed
            .text()
            .contains(
                "\n# The agent's flag is in "
                    + file
                    + ". The drop-in has what else the service needs.\n"),
        printed.text());
    assertTrue(
        printed
            .text()
            .contains(
                "\n# To take the role away again, remove the agent's flag from " + file + ":\n"),
        printed.text());
    assertEquals(
        "# Written by: asrole setup --service web.service --agent Deploy\n[Service]\n" + FOLDER,
        printed.paste());
    assertEquals("", printed.verify());
    Files.writeString(file, line.group(1).replace("=Deploy", "=Deploy,wait=2m") + "\n");
    assertEquals(printed.text(), print(unit).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ExecStart=/srv/run; Environment=JAVA_TOOL_OPTIONS=FLAG|Environment=",
        "ExecStart=java FLAG A; EnvironmentFile=%s/other|ExecStart="
      })
  void recognizesItsFlagInTheUnit(String settings, String setting) throws IOException {
    Files.writeString(home.resolve("other"), "JAVA_TOOL_OPTIONS=-Dx\n");
    Path unit =
        write(
            "web.service",
            settings.replace("; ", "\n").replace("%s", home.toString()).replace("FLAG", FLAG)
                + "\nUser=root\n");
    PrintedDropIn printed = print(unit);
    assertTrue(
        printed.text().contains("# The agent's flag is in " + setting + " of the unit. "),
        printed.text());
    assertEquals(
        "# Written by: asrole setup --service web.service --agent Deploy\n[Service]\n" + FOLDER,
        printed.paste());
    assertEquals(
        new Result(
            125,
            "",
            "asrole: web.service already has the agent's flag "
                + FLAG
                + " in "
                + setting
                + " of the unit: remove it there, or use --agent in place of --refresh\n"),
        asrole.run("setup", "--service", unit.toString(), "--refresh", "Deploy"));
  }

  @Test
  void putsRefreshBeforeAnyOtherCommand() throws IOException {
    Path unit =
        write(
            "web.service",
            """
            DynamicUser=yes
            Type=oneshot
            ExecStartPre=/bin/true
            ExecStart=-/bin/sh -c 'echo "$$1 %n"' -- \\
              ${A} "b  c" ; :/bin/echo $$ \\; "it's"
            ExecStart=/bin/true
            IPAddressDeny=any
            """);
    PrintedDropIn dropIn = print(unit);
    String printed = dropIn.text();
    assertTrue(printed.contains("because ExecStart= is not certain to end in a JVM"), printed);
    assertTrue(printed.contains("\n# The next start of the service has the role.\n"), printed);
    assertEquals(
        """
        # Written by: asrole setup --service web.service --refresh Deploy
        [Service]
        ExecStart=
        ExecStart=-ASROLE --refresh Deploy -- /bin/sh -c 'echo "$$1 %n"' -- ${A} "b  c"
        ExecStart=:ASROLE --refresh Deploy -- /bin/echo $$ \\; "it's"
        ExecStart=ASROLE --refresh Deploy -- /bin/true
        HOME\
        # Instance metadata:
        IPAddressAllow=169.254.169.254
        """
            .replace("ASROLE", PROGRAM)
            .replace("HOME\n", HOME)
            .replace("HOME#", HOME + "#"),
        dropIn.paste());
    assertEquals("", dropIn.verify());
  }

  @ParameterizedTest
  @CsvSource({
    "web@.service, User=%i",
    "web@one.service, DynamicUser=yes",
    "web.service, User=root; ProtectHome=yes; ProtectSystem=strict; RestrictAddressFamilies=AF_UNIX",
    "a\\x2db.service, Type=notify; SyslogIdentifier=b; MemoryDenyWriteExecute=yes; ProcSubset=pid"
  })
  void printsWhatSystemdAccepts(String name, String settings) throws IOException {
    for (String form : List.of("--agent", "--refresh")) {
      Path unit = write(name, "ExecStart=/bin/sleep 5\n" + settings.replace("; ", "\n") + "\n");
      PrintedDropIn printed = print(unit, form);
      assertTrue(printed.text().contains(", because of " + form + ". The other"), printed::text);
      printed.paste();
      assertEquals("", printed.verify(), form);
    }
  }

  @Test
  void isReadBySystemdWithTheUnit() throws IOException {
    Path unit = write("web.service", "ExecStart=/bin/sleep 5\n");
    PrintedDropIn printed = print(unit);
    String dropIn = printed.paste();
    Path file = home.resolve("web.service.d/zz-asrole.conf");
    Files.writeString(file, dropIn.replace(PROGRAM, home + "/none"));
    assertTrue(printed.verify().contains(home + "/none is not executable"), () -> printed.verify());
  }

  @Test
  void namesTheProgramOfTheServiceInTheJournal() throws IOException {
    String printed = print(write("web.service", "User=root\nExecStart=/bin/sleep 5\n")).text();
    assertTrue(printed.contains("\nSyslogIdentifier=sleep\n"), printed);
  }

  @ParameterizedTest
  @CsvSource({
    "User=root, cache/asrole-web, true",
    "DynamicUser=yes, cache/private/asrole-web, true",
    "DynamicUser=yes; CacheDirectory=web, cache/web/asrole, true",
    "CacheDirectory=web, cache/web, false"
  })
  void takesTheRoleAwayWithItsSessions(String settings, String folder, boolean isRemoved)
      throws IOException {
    Path unit =
        write("web.service", "ExecStart=/bin/sleep 5\n" + settings.replace("; ", "\n") + "\n");
    PrintedDropIn printed = print(unit);
    printed.paste();
    assertEquals("", printed.verify());
    Files.createDirectories(home.resolve(folder).resolve("asrole/sessions"));
    if (folder.contains("private")) {
      Files.createSymbolicLink(home.resolve("cache/asrole-web"), Path.of("private", "asrole-web"));
    }
    assertEquals("daemon-reload\ntry-restart web.service\n", printed.takeBack());
    assertFalse(Files.exists(home.resolve("web.service.d")));
    assertEquals(!isRemoved, Files.exists(home.resolve(folder)));
    assertFalse(Files.exists(home.resolve(folder).resolve("asrole")));
    assertFalse(Files.isSymbolicLink(home.resolve("cache/asrole-web")));
  }

  @Test
  void restartsNoJobWhenTheRoleIsTakenAway() throws IOException {
    PrintedDropIn printed = print(write("job.service", "Type=oneshot\nExecStart=/bin/true\n"));
    printed.paste();
    assertEquals("daemon-reload\n", printed.takeBack());
  }

  @Test
  void changesNothingAndAsksAwsNothing() throws IOException {
    Path unit = write("web.service", "ExecStart=/bin/a\n");
    print(unit);
    assertEquals("[Service]\nExecStart=/bin/a\n", Files.readString(unit));
    assertFalse(Files.exists(home.resolve("web.service.d")));
    assertEquals(0, aws.counters().calls("imds") + aws.counters().calls("sts"));
  }
}
