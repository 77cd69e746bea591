// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String JUNIT_ROOM = "io.asrole.sandbox.junit";
  private static final JavaClasses SANDBOX =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.asrole.sandbox");

  @Test
  void roomsFormNoCycle() {
    slices().matching("io.asrole.sandbox.(*)..").should().beFreeOfCycles().check(SANDBOX);
  }

  @Test
  void servicesDoNotKnowEachOtherOrTheProgram() {
    for (String[] pair :
        new String[][] {{"imds", "sts"}, {"imds", "control"}, {"sts", "control"}}) {
      noClasses()
          .that()
          .resideInAPackage("io.asrole.sandbox." + pair[0])
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.asrole.sandbox." + pair[1])
          .check(SANDBOX);
      noClasses()
          .that()
          .resideInAPackage("io.asrole.sandbox." + pair[1])
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.asrole.sandbox." + pair[0])
          .check(SANDBOX);
    }
    noClasses()
        .that()
        .resideInAPackage("io.asrole.sandbox.*")
        .and()
        .resideOutsideOfPackage(JUNIT_ROOM)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.asrole.sandbox")
        .check(SANDBOX);
  }

  @Test
  void onlyTheExtensionKnowsJunit() {
    noClasses()
        .that()
        .resideOutsideOfPackage(JUNIT_ROOM)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.opentest4j..", JUNIT_ROOM)
        .check(SANDBOX);
  }

  @Test
  void onlyMainExitsOrReadsTheEnvironment() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(SANDBOX);
  }

  @Test
  void onlyTheProgramKnowsPicocli() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.asrole.sandbox")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(SANDBOX);
  }

  @Test
  void onlyTheHttpRoomKnowsTheServerAndOnlyTheJsonRoomTheParser() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.asrole.sandbox.http")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.net.httpserver")
        .check(SANDBOX);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.asrole.sandbox.json")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(SANDBOX);
  }
}
