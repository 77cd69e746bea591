// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code setup --service} refuses services and roles for which a drop-in would have no effect. */
@Tag("one-jdk")
class SetupServiceRefusalIT {
  private static final String FLAG =
      "-javaagent:" + AsRole.STAGED.resolve("lib/asrole-agent.jar") + "=Deploy";

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Type=oneshot|web.service has no ExecStart=",
        "ExecStart=/usr/bin/docker run x|web.service runs docker, which passes no role",
        "ExecStart=/usr/bin/asrole R -- x|web.service already runs asrole",
        "ExecStart=@/bin/sh sh -c true|web.service has '@' in ExecStart=, which gives the program"
            + " another name; asrole cannot keep the other name: write ExecStart= without '@'",
        "ExecStart=/bin/a; RootDirectory=/srv|web.service has RootDirectory=",
        "ExecStart=/bin/a; PrivateNetwork=yes|web.service has PrivateNetwork=yes",
        "ExecStart=java A; UnsetEnvironment=A JAVA_TOOL_OPTIONS|web.service has UnsetEnvironment=",
        "ExecStart=java -javaagent:/a/asrole-agent.jar=R A|web.service already has the agent's flag"
            + " -javaagent:/a/asrole-agent.jar=R in ExecStart= of the unit: change ROLE there",
        "ExecStart=/bin/a; Environment=\"JAVA_TOOL_OPTIONS=-Dx -javaagent:/a/asrole-agent.jar=R\""
            + "|web.service already has the agent's flag -javaagent:/a/asrole-agent.jar=R in"
            + " Environment= of the unit",
        "ExecStart=java A; EnvironmentFile=-%s/env|%s/env sets JAVA_TOOL_OPTIONS for web.service, and"
            + " its value replaces the one in a drop-in: use --refresh, or write in that file"
            + " JAVA_TOOL_OPTIONS=\"-Dx=\\\"1\\\" -Dy FLAG\"",
        "ExecStart=java A; EnvironmentFile=%s/own|web.service already has the agent's flag"
            + " -javaagent:/a/asrole-agent.jar=R in %s/own: change ROLE there",
      })
  void refusesAServiceThatCannotHaveTheRole(String settings, String sentence) throws IOException {
    Files.writeString(
        home.resolve("env"), "A=b\n JAVA_TOOL_OPTIONS = \"-Dx=\\\"1\\\" \\\n-Dy\" \n");
    Files.writeString(home.resolve("own"), "JAVA_TOOL_OPTIONS=-javaagent:/a/asrole-agent.jar=R\n");
    Path unit =
        write("web.service", settings.replace("; ", "\n").replace("%s", home.toString()) + "\n");
    Result result = asrole.run("setup", "--service", unit.toString(), "Deploy");
    assertEquals(new Result(125, "", result.err()), result);
    assertTrue(
        result
            .err()
            .startsWith("asrole: " + sentence.replace("%s", home.toString()).replace("FLAG", FLAG)),
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
}
