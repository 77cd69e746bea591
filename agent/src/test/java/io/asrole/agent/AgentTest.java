// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.base/sun.security.tools.keytool.Main -list",
        "jdk.jcmd/sun.tools.jps.Jps",
        "jdk.compiler/com.sun.tools.javac.Main A.java",
        "sun.tools.jps.Jps",
        "com.sun.tools.javac.Main"
      })
  void knowsTheToolsOfTheJdk(String command) {
    assertTrue(Agent.isJdkTool(command));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "service.jar --port 80",
        "java.service.jar",
        "sun.jar a",
        "jdk.compiler/com.sun.tools.javac.launcher.Main Program.java",
        "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher Program.java",
        "org.apache.catalina.startup.Bootstrap"
      })
  void takesOtherMainClassesForApplications(String command) {
    assertFalse(Agent.isJdkTool(command));
  }
}
