// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.agent.it.targets.AwaitRenewal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An update replaces the JDK of a running JVM. The JVM starts each process by the program {@code
 * jspawnhelper}, which is gone or of another version then.
 */
@Execution(ExecutionMode.CONCURRENT) // it waits for renewals
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class JdkUpdateIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void renewsThoughTheJvmCannotStartProcesses(boolean replaced) throws Exception {
    Path home = copyJdk();
    List<String> command =
        List.of(
            home.resolve("bin/java").toString(),
            BriefCredentials.FLAG,
            "-cp",
            Jvm.TARGETS.toString(),
            AwaitRenewal.class.getName(),
            "no-processes");
    try (Jvm.Running jvm = new Jvm().start(command)) {
      jvm.await("ready");
      Path helper = home.resolve("lib/jspawnhelper");
      Files.delete(helper);
      if (replaced) {
        Files.writeString(helper, "#!/bin/sh\nexit 1\n");
        assertTrue(helper.toFile().setExecutable(true));
      }
      jvm.process().getOutputStream().write('\n');
      jvm.process().getOutputStream().flush();
      jvm.await("cannot start: ");
      jvm.await("renewed");
    }
  }

  /** Leaves no links to JUnit, which warns of each. */
  @AfterEach
  void deletesTheCopy() throws Exception {
    run("rm", "-r", "" + folder.resolve("jdk"));
  }

  /**
   * A JDK of links, except for the program and the library from which a JVM derives its home, and
   * the program that the test deletes.
   */
  private Path copyJdk() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("java.home"));
    Path copy = folder.resolve("jdk");
    run("cp", "-rs", "" + home, "" + copy);
    for (String file : List.of("bin/java", "lib/jspawnhelper", "lib/server/libjvm.so")) {
      Files.delete(copy.resolve(file));
      Files.copy(home.resolve(file), copy.resolve(file));
    }
    return copy;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }
}
