// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of {@code setup --service} write a drop-in that systemd accepts. */
class SetupServiceIT {
  private static final String ETC = "/etc/systemd/system";
  private static final String PROGRAM = AsRole.STAGED.resolve("bin/asrole").toString();
  private static final String FLAG =
      "-javaagent:" + AsRole.STAGED.resolve("lib/asrole-agent.jar") + "=Deploy";
  private static final String FOLDER =
      """
      # The sessions of the service are in this folder. HOME stays as it is:
      CacheDirectory=asrole-web
      Environment=XDG_CACHE_HOME=%C/asrole-web
      Environment=XDG_STATE_HOME=%C/asrole-web
      """;
  private static final String HOME =
      """
      # The service has no home folder that it can read. Its sessions are in this folder:
      CacheDirectory=asrole-web
      Environment=HOME=%C/asrole-web
      """;

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;
  private AsRole asrole;

  @BeforeEach
  void prepare() {
    asrole = AsRole.in(aws, home);
  }

  private Path write(String name, String service) throws IOException {
    return Files.writeString(home.resolve(name), "[Service]\n" + service);
  }

  private String print(Path unit, String... options) {
    List<String> arguments = new ArrayList<>(List.of("setup", "--service", unit.toString()));
    arguments.addAll(List.of(options));
    arguments.add("Deploy");
    Result result = asrole.run(arguments.toArray(String[]::new));
    assertEquals(new Result(0, result.out(), ""), result);
    return result.out();
  }

  /** Runs the printed commands with another folder for /etc/systemd/system; the drop-in. */
  private String paste(Path unit, String printed) throws IOException {
    String script =
        "systemctl() { echo \"$*\"; }\n"
            + printed.replaceAll("(?m)^((mkdir|cat) .*)" + ETC, "$1" + home);
    assertEquals(
        new Result(0, "daemon-reload\n", ""),
        asrole.startOther("sh", "-euc", script).result(),
        printed);
    return Files.readString(home.resolve(unit.getFileName() + ".d/zz-asrole.conf"));
  }

  /** What systemd finds wrong with the unit and its drop-in. */
  private String verify(Path unit) {
    assumeTrue(
        asrole.startOther("systemd-analyze", "--version").result().exitCode() == 0,
        "SKIPPED: cannot run systemd-analyze");
    Result result =
        asrole.startOther("systemd-analyze", "--man=no", "verify", unit.toString()).result();
    return result.out() + result.err();
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
    String printed = print(unit);
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
        # and restart the service.
        """
            .replace("FLAG", FLAG)
            .replace("FOLDER", FOLDER),
        printed);
    paste(unit, printed);
    assertEquals("", verify(unit));
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
    String printed = print(unit);
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
        paste(unit, printed));
    assertEquals("", verify(unit));
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
      paste(unit, print(unit, form));
      assertEquals("", verify(unit), form);
    }
  }

  @Test
  void isReadBySystemdWithTheUnit() throws IOException {
    Path unit = write("web.service", "ExecStart=/bin/sleep 5\n");
    String dropIn = paste(unit, print(unit));
    Path file = home.resolve("web.service.d/zz-asrole.conf");
    Files.writeString(file, dropIn.replace(PROGRAM, home + "/none"));
    assertTrue(verify(unit).contains(home + "/none is not executable"), () -> verify(unit));
  }

  @Test
  void namesTheProgramOfTheServiceInTheJournal() throws IOException {
    String printed = print(write("web.service", "User=root\nExecStart=/bin/sleep 5\n"));
    assertTrue(printed.contains("\nSyslogIdentifier=sleep\n"), printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Type=oneshot|web.service has no ExecStart=",
        "ExecStart=/usr/bin/docker run x|web.service runs docker, which passes no role",
        "ExecStart=/usr/bin/asrole R -- x|web.service already runs asrole",
        "ExecStart=@/bin/sh sh -c true|web.service has '@' in ExecStart=",
        "ExecStart=/bin/a; RootDirectory=/srv|web.service has RootDirectory=",
        "ExecStart=/bin/a; PrivateNetwork=yes|web.service has PrivateNetwork=yes",
        "ExecStart=java A; UnsetEnvironment=A JAVA_TOOL_OPTIONS|web.service has UnsetEnvironment=",
        "ExecStart=java -javaagent:/a/asrole-agent.jar=R A|web.service already has the agent's flag"
            + " -javaagent:/a/asrole-agent.jar=R in ExecStart= of the unit: change ROLE there",
        "ExecStart=/bin/a; Environment=\"JAVA_TOOL_OPTIONS=-Dx -javaagent:/a/asrole-agent.jar=R\""
            + "|web.service already has the agent's flag -javaagent:/a/asrole-agent.jar=R in"
            + " Environment= of the unit",
        "ExecStart=java A; EnvironmentFile=-%s/env|%s/env sets JAVA_TOOL_OPTIONS",
      })
  void refusesAServiceThatCannotHaveTheRole(String settings, String sentence) throws IOException {
    Files.writeString(home.resolve("env"), "A=b\n JAVA_TOOL_OPTIONS=-Xmx1g\n");
    Path unit =
        write("web.service", settings.replace("; ", "\n").replace("%s", home.toString()) + "\n");
    Result result = asrole.run("setup", "--service", unit.toString(), "Deploy");
    assertEquals(new Result(125, "", result.err()), result);
    assertTrue(
        result.err().startsWith("asrole: " + sentence.replace("%s", home.toString())),
        result.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a%b", "a$b", "-a", "a\"b"})
  void refusesARoleThatSystemdWouldChange(String role) throws IOException {
    Path unit = write("web.service", "ExecStart=/bin/a\n");
    Result result = asrole.run("setup", "--service=" + unit, "--", role);
    assertEquals(125, result.exitCode(), result::toString);
    assertTrue(result.err().contains("'" + role + "' has a character"), result.err());
  }

  @Test
  void refusesARoleThatIsEmptyOrHasAnOptionOfTheAgent() throws IOException {
    String unit = write("web.service", "ExecStart=/bin/a\n").toString();
    assertEquals(
        "asrole: ROLE is empty; give a role ARN, a profile or a role name\n",
        asrole.run("setup", "--service", unit, "").err());
    Result result = asrole.run("setup", "--service", unit, "--agent", "Deploy,wait=2m");
    assertEquals(125, result.exitCode());
    assertTrue(
        result
            .err()
            .startsWith(
                "asrole: asrole's agent would read the text behind a comma of 'Deploy,wait=2m' as"
                    + " an option"),
        result.err());
    assertEquals(0, asrole.run("setup", "--service", unit, "--agent", "a,b").exitCode());
  }

  @Test
  void refusesOptionsOfTheOtherForms() throws IOException {
    String unit = write("web.service", "ExecStart=/bin/a\n").toString();
    for (String option : List.of("--as=cli", "--external-id=x", "--instance-id=i-1")) {
      Result result = asrole.run("setup", "--service", unit, option, "Deploy");
      assertEquals(125, result.exitCode());
      assertTrue(result.err().contains("cannot be combined with --service"), result.err());
    }
    assertEquals(
        "asrole: --agent and --refresh belong to asrole setup --service; add --service UNIT\n",
        asrole.run("setup", "--agent", "Deploy").err());
    assertEquals(
        "asrole: --service takes one of --agent and --refresh\n",
        asrole.run("setup", "--service", unit, "--agent", "--refresh", "Deploy").err());
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
