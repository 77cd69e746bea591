// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms, their direction, and what only one of them knows. */
class ArchitectureTest {
  private static final int MOST_FILES = 22;
  private static final int MOST_LINES = 2000;
  private static final int MOST_LINES_OF_A_FILE = 250;
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
  void roomsAndFilesAreSmall() throws IOException {
    for (Path room : rooms()) {
      int count = 0;
      int lines = 0;
      try (Stream<Path> files = Files.list(room)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          int length = Files.readAllLines(file).size();
          assertTrue(length <= MOST_LINES_OF_A_FILE, file + " has " + length + " lines");
          count++;
          lines += length;
        }
      }
      assertTrue(count <= MOST_FILES, room + " has " + count + " files");
      assertTrue(lines <= MOST_LINES, room + " has " + lines + " lines");
    }
  }

  private static List<Path> rooms() throws IOException {
    try (Stream<Path> tree = Files.walk(Path.of("src/main/java/io/asrole/sandbox"))) {
      return tree.filter(Files::isDirectory).toList();
    }
  }

  @Test
  void testFilesAreSmall() throws IOException {
    try (Stream<Path> tree = Files.walk(Path.of("src/test/java"))) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        int length = Files.readAllLines(file).size();
        assertTrue(length <= MOST_LINES_OF_A_FILE, file + " has " + length + " lines");
      }
    }
  }

  /** From below upwards: what a policy says, what IAM decides, what the world has, who asks. */
  @Test
  void aDecisionIsMadeOfLayers() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.asrole.sandbox..")
        .layer("json")
        .definedBy("io.asrole.sandbox.json")
        .layer("arn")
        .definedBy("io.asrole.sandbox.arn")
        .layer("condition")
        .definedBy("io.asrole.sandbox.condition")
        .layer("iam")
        .definedBy("io.asrole.sandbox.iam")
        .layer("world")
        .definedBy("io.asrole.sandbox.world")
        .layer("authorization")
        .definedBy("io.asrole.sandbox.authorization")
        .whereLayer("json")
        .mayNotAccessAnyLayer()
        .whereLayer("arn")
        .mayNotAccessAnyLayer()
        .whereLayer("condition")
        .mayOnlyAccessLayers("json")
        .whereLayer("iam")
        .mayOnlyAccessLayers("condition", "arn", "json")
        .whereLayer("world")
        .mayOnlyAccessLayers("iam", "arn", "json")
        .whereLayer("authorization")
        .mayOnlyAccessLayers("world", "iam", "condition", "arn")
        .check(SANDBOX);
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
