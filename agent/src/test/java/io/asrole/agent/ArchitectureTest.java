// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The packages that the agent may use, because it runs in the JVMs of other programs. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void readsTheClassesOfTheAgent() {
    assertTrue(MAIN.contain(Agent.class));
    assertTrue(MAIN.contain(Hook.class));
  }

  @Test
  void usesTheJdkAndAsmOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.asrole.agent",
            "java.io",
            "java.lang..",
            "java.net", // URISyntaxException
            "java.nio.charset",
            "java.security", // ProtectionDomain
            "java.time",
            "java.util",
            "java.util.concurrent..",
            "java.util.function",
            "java.util.jar",
            "java.util.zip",
            "javax.management", // used only after the application has loaded it
            "org.jspecify.annotations",
            "org.objectweb.asm")
        .check(MAIN);
  }
}
