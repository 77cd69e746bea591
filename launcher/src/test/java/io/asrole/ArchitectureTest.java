// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The rooms, their direction, and what only one of them knows (docs/architecture.md). */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  /** From the top down; the rooms of one line do not know each other. */
  private static final List<List<String>> LADDER =
      List.of(
          List.of("cli", "grant"),
          List.of("doctor"),
          List.of("check", "option"),
          List.of("start"),
          List.of("front"),
          List.of("session", "sts", "source", "child", "setup", "guard"),
          List.of("role", "attach", "systemd"),
          List.of("posix"),
          List.of("text"));

  private static final int MOST_FILES = 22;
  private static final int MOST_LINES = 2000;
  private static final int MOST_LINES_OF_A_FILE = 250;

  static List<String> rooms() {
    return LADDER.stream().flatMap(List::stream).toList();
  }

  @Test
  void hasNoOtherRooms() {
    List<String> found =
        MAIN.stream()
            .map(JavaClass::getPackageName)
            .distinct()
            .map(name -> name.replaceFirst("^io\\.asrole\\.?", ""))
            .filter(name -> !name.isEmpty())
            .sorted()
            .toList();
    assertEquals(rooms().stream().sorted().toList(), found);
  }

  @Test
  void hasNoCircleOfRooms() {
    slices().matching("io.asrole.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void letsARoomKnowOnlyThoseBelow(String room) {
    int line = 0;
    while (!LADDER.get(line).contains(room)) {
      line++;
    }
    String[] notBelow =
        LADDER.subList(0, line + 1).stream()
            .flatMap(List::stream)
            .filter(other -> !other.equals(room))
            .map(other -> "io.asrole." + other + "..")
            .toArray(String[]::new);
    if (notBelow.length > 0) {
      noClasses()
          .that()
          .resideInAPackage("io.asrole." + room + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(notBelow)
          .check(MAIN);
    }
  }

  @Test
  void hasARootThatKnowsNoRoomButTextAndMainThatNobodyKnows() {
    noClasses()
        .that()
        .resideInAPackage("io.asrole")
        .and(not(type(Main.class)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            rooms().stream()
                .filter(room -> !room.equals("text"))
                .map(room -> "io.asrole." + room + "..")
                .toArray(String[]::new))
        .check(MAIN);
    noClasses()
        .that(not(type(Main.class)))
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Main.class)
        .check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void keepsRoomsAndFilesSmall(String room) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/java/io/asrole", room))) {
      int count = 0;
      int lines = 0;
      for (Path file : files.toList()) {
        int length = Files.readAllLines(file).size();
        assertTrue(length <= MOST_LINES_OF_A_FILE, file + " has " + length + " lines");
        count++;
        lines += length;
      }
      assertTrue(count <= MOST_FILES, room + " has " + count + " files");
      assertTrue(lines <= MOST_LINES, room + " has " + lines + " lines");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"src/main/sh", "src/main/resources/io/asrole/setup", "../sandbox/src/main/sh"})
  void keepsScriptsSmall(String folder) throws IOException {
    try (Stream<Path> tree = Files.walk(Path.of(folder))) {
      List<Path> scripts = tree.filter(Files::isRegularFile).toList();
      assertFalse(scripts.isEmpty(), folder);
      for (Path script : scripts) {
        int length = Files.readAllLines(script).size();
        assertTrue(length <= MOST_LINES_OF_A_FILE, script + " has " + length + " lines");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "picocli.., cli",
    "com.sun.jna.., posix",
    "software.amazon.awssdk.services.sts.., sts"
  })
  void letsOneRoomKnowOneOutsideApi(String api, String room) {
    classes()
        .that(
            resideInAPackage("io.asrole..").and(not(resideInAPackage("io.asrole." + room + ".."))))
        .should()
        .onlyDependOnClassesThat(not(resideInAPackage(api)))
        .check(MAIN);
    assertTrue(
        MAIN.stream()
            .filter(c -> c.getPackageName().equals("io.asrole." + room))
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .anyMatch(d -> resideInAPackage(api).test(d.getTargetClass())),
        room + " does not know " + api + " either");
  }

  @Test
  void readsTheAwsFilesByItself() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.profiles..")
        .because("the SDK reads them by other rules than the AWS CLI")
        .check(MAIN);
  }

  @Test
  void findsCredentialsInOneRoomOnly() {
    noClasses()
        .that(not(resideInAPackage("io.asrole.source")).and(not(resideInAPackage("io.asrole.sts"))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.auth..")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("io.asrole.sts")
        .should()
        .dependOnClassesThat(
            resideInAPackage("software.amazon.awssdk.auth..")
                .and(not(type(StaticCredentialsProvider.class)))
                .and(nameMatching(".*Provider.*")))
        .check(MAIN);
  }

  @Test
  void readsTheProcessAndExitsInMainOnly() {
    noClasses()
        .that(not(type(Main.class)))
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(MAIN);
  }

  @Test
  void doesNotKnowTheSandbox() {
    noClasses().should().dependOnClassesThat().resideInAPackage("io.asrole.sandbox..").check(MAIN);
  }
}
