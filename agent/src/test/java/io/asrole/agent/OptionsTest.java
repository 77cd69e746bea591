// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.agent.Options.OnFail;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  @TempDir Path home;

  @Test
  void runsTheAsroleOfItsInstallation() throws Exception {
    Path asrole = home.resolve("bin/asrole");
    Files.createDirectory(asrole.getParent());
    Files.createFile(asrole);
    assertTrue(asrole.toFile().setExecutable(true));

    Options options = Options.parse("team/x/Deploy", jar());

    assertEquals("team/x/Deploy", options.role);
    assertEquals(
        List.of(asrole.toString(), "credentials", "--format", "process", "team/x/Deploy"),
        options.command);
    assertEquals(Scope.AMBIENT, options.scope);
    assertEquals(Duration.ofSeconds(10), options.wait);
    assertEquals(OnFail.EXIT, options.onFail);
  }

  @Test
  void namesTheAsroleThatItCannotExecute() {
    assertEquals(
        home.resolve("bin/asrole")
            + " is not an executable file: keep asrole-agent.jar in the lib folder of asrole, or use"
            + " command=COMMAND",
        assertThrows(AgentException.class, () -> Options.parse("Role", jar())).sentence());
  }

  @Test
  void takesOptionsAfterARoleWithCommasAndEqualsSigns() throws Exception {
    Options options =
        Options.parse("a=b,c,onfail=base,scope=default-chain,wait=2m,command=cat a,wait=b", jar());

    assertEquals("a=b,c", options.role);
    assertEquals(OnFail.BASE, options.onFail);
    assertEquals(Scope.DEFAULT_CHAIN, options.scope);
    assertEquals(Duration.ofMinutes(2), options.wait);
    assertEquals(List.of("sh", "-c", "cat a,wait=b"), options.command);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|ROLE is missing",
        ",command=x|ROLE is missing",
        "-x|ROLE is missing",
        "R,wait=soon|wait=soon is not a duration: give seconds, or a number with s, m or h, such as"
            + " 10s",
        "R,wait=-1s|wait=-1s is not a duration: give seconds, or a number with s, m or h, such as"
            + " 10s",
        "R,wait=s|wait=s is not a duration: give seconds, or a number with s, m or h, such as"
            + " 10s",
        "R,onfail=die|onfail=die is not one of exit, wait, base",
        "R,scope=AMBIENT|scope=AMBIENT is not one of default-chain, ambient, all",
        "R,onfial=base|unknown option 'onfial'",
        "R,Wait=5s,scope=all|unknown option 'Wait'",
        "R,external-id=abc|unknown option 'external-id'",
        "R,wait=5s,region=us-east-1|unknown option 'region'",
        "R,x,=y|unknown option ''",
      })
  void refusesMissingRolesAndUnknownOptionsAndValues(String arguments, String problem) {
    assertEquals(
        problem
            + "; use -javaagent:asrole-agent.jar=ROLE[,wait=10s][,onfail=exit|wait|base]"
            + "[,scope=default-chain|ambient|all][,command=COMMAND]",
        assertThrows(AgentException.class, () -> Options.parse(arguments, jar())).sentence());
  }

  private File jar() {
    return home.resolve("lib/asrole-agent.jar").toFile();
  }
}
