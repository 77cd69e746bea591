// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A class-data archive is told to Java only while it is good, and nobody ever hears of it. */
class ArchiveIT {
  private static final Pattern NAMES_ONE = Pattern.compile(" -XX:(AOTCache|SharedArchiveFile)=");

  @AutoClose static final Sandbox AWS = Sandbox.start();
  @TempDir static Path folder;
  @TempDir Path home;

  private static Path installed;
  private static Path good;
  private static Path java;
  private AsRole asrole;
  private Path archive;

  /** An installation of its own, and a Java that notes its arguments. */
  @BeforeAll
  static void install() throws IOException, InterruptedException {
    installed = folder.resolve("installed");
    does("cp", "-a", AsRole.STAGED.toString(), installed.toString());
    does("rm", "-r", installed.resolve("lib/archive").toString());
    good = folder.resolve("good");
    String maker = installed.resolve("bin/asrole-archive").toString();
    does(maker, AsRole.JAVA_HOME.toString(), good.toString());
    java = Files.createDirectories(folder.resolve("java/bin"));
    Path program = java.resolve("java");
    Files.writeString(
        program,
        "#!/bin/sh\necho \"$*\" >>\"$HOME/arguments\"\nexec "
            + AsRole.JAVA_HOME
            + "/bin/java \"$@\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.copy(AsRole.JAVA_HOME.resolve("release"), folder.resolve("java/release"));
  }

  @BeforeEach
  void layArchive() throws IOException, InterruptedException {
    asrole = AsRole.in(AWS, home).with("JAVA_HOME", folder.resolve("java").toString());
    Path archives = installed.resolve("lib/archive");
    does("rm", "-rf", archives.toString());
    does("cp", "-a", good.toString(), archives.toString());
    try (var files = Files.list(archives)) {
      archive =
          files
              .filter(file -> file.getFileName().toString().matches("asrole-.*(?<![.]size)"))
              .findFirst()
              .orElseThrow();
    }
    does("mkdir", "-p", "-m", "700", asrole.store().toString());
    claims(archive);
  }

  /** As if another start were making one: this one then makes none. */
  private void claims(Path archive) throws IOException {
    Path archives = Files.createDirectories(asrole.store().resolve("archive"));
    Files.writeString(archives.resolve(archive.getFileName() + ".claim"), "");
  }

  /** What may have become of an archive. */
  enum Damage {
    NONE(true),
    IN_THE_STORE(true),
    OF_ANOTHER_USER(false),
    ABSENT(false),
    EMPTY(false),
    CUT(false),
    LONGER(false),
    OF_ANOTHER_JAVA(false),
    OF_AN_OLDER_JAR(false),
    OF_A_NEWER_JAR(false),
    WITHOUT_SIZE(false),
    OF_NO_SIZE(false),
    A_FOLDER(false),
    /** Only Java sees that. */
    GARBAGE(true);

    final boolean named;

    Damage(boolean named) {
      this.named = named;
    }

    void befalls(Path archive, Path store) throws IOException, InterruptedException {
      Path size = archive.resolveSibling(archive.getFileName() + ".size");
      String file = archive.toString();
      switch (this) {
        case NONE -> {}
        case IN_THE_STORE, OF_ANOTHER_USER -> {
          Path archives = store.resolve("archive");
          does("mv", file, size.toString(), archives.toString());
          if (this == OF_ANOTHER_USER) {
            OtherUser.owns(archives.resolve(archive.getFileName()));
          }
        }
        case ABSENT -> Files.delete(archive);
        case EMPTY -> does("truncate", "-s", "0", file);
        case CUT -> does("truncate", "-s", "-4096", file);
        case LONGER -> does("truncate", "-s", "+1", file);
        case OF_ANOTHER_JAVA -> {
          String other = file.replaceFirst("-\\d+\\.", "-99.");
          does("mv", file, other);
          does("mv", size.toString(), other + ".size");
        }
        case OF_AN_OLDER_JAR -> Files.setLastModifiedTime(size, FileTime.from(Instant.EPOCH));
        case OF_A_NEWER_JAR -> Files.setLastModifiedTime(size, FileTime.from(Instant.now()));
        case WITHOUT_SIZE -> Files.delete(size);
        case OF_NO_SIZE -> {
          Files.writeString(size, "none\n");
          does("touch", "-r", installed.resolve("lib/asrole.jar").toString(), size.toString());
        }
        case A_FOLDER -> {
          Files.delete(archive);
          Files.createDirectory(archive);
        }
        case GARBAGE ->
            does("sh", "-c", "tr '\\0-\\377' '\\1-\\377\\0' <$0 >$0.x; mv -f $0.x $0", file);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void neitherKeepsNorSlowsAStartWhenItIs(Damage damage) throws IOException, InterruptedException {
    damage.befalls(archive, asrole.store());
    startsInSilence(installed, damage.named);
  }

  @Test
  void doesNotKeepACopiedFolderFromStarting() throws IOException, InterruptedException {
    Path copy = home.resolve("a copy");
    does("cp", "-a", installed.toString(), copy.toString());
    String from = installed.toString().replace('/', '%');
    claims(
        Path.of(archive.getFileName().toString().replace(from, copy.toString().replace('/', '%'))));
    // JDK 17 takes an archive only for the folder that it was made for.
    startsInSilence(copy, archive.toString().endsWith(".aot"));
  }

  @Test
  void isMadeInTheStoreForLaterStarts() throws IOException, InterruptedException {
    Files.delete(archive);
    Path made = asrole.store().resolve("archive").resolve(archive.getFileName());
    Path claim = made.resolveSibling(made.getFileName() + ".claim");
    Files.delete(claim);
    startsInSilence(installed, false);
    Await.until(() -> Files.exists(made) && !Files.exists(claim), () -> "no " + made);
    for (Path session : asrole.storeFiles(".warm")) {
      Files.delete(session);
    }
    startsInSilence(installed, true);
  }

  /** Java gets the archive or not, and the command is started without a word. */
  private void startsInSilence(Path from, boolean named) throws IOException {
    Path arguments = home.resolve("arguments");
    Files.deleteIfExists(arguments);
    Result result =
        asrole
            .startOther(from.resolve("bin/asrole").toString(), AsRole.ROLE, "--", "echo", "started")
            .result();
    assertEquals(new Result(0, "started\n", ""), result);
    List<String> starts = Files.readAllLines(arguments);
    starts.removeIf(line -> !line.contains("-Dasrole.answer=/dev/fd/3"));
    assertEquals(1, starts.size(), starts::toString);
    assertEquals(named, NAMES_ONE.matcher(starts.get(0)).find(), starts.get(0));
  }

  private static void does(String... command) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }
}
