// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.WorldOptions.UnreadableWorldException;
import io.asrole.sandbox.world.World;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldOptionsTest {
  private final WorldOptions options = new WorldOptions();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void readsNothingWithoutAFile() throws Exception {
    assertEquals(Optional.empty(), options.read(new PrintWriter(err)));
  }

  @Test
  void saysWhyAFileCannotBeRead() throws Exception {
    Path bytes = folder.resolve("bytes.json");
    Files.write(bytes, new byte[] {'{', (byte) 0xff, '}'});
    Path text = folder.resolve("text.json");
    Files.writeString(text, "{'");
    assertEquals("cannot read the world file nope.json: no such file", failure("nope.json"));
    assertEquals("cannot read the world file " + bytes + ": not UTF-8", failure(bytes.toString()));
    assertEquals(
        "cannot read the world file " + folder + ": Is a directory", failure(folder.toString()));
    assertEquals(
        "cannot read the world file " + text + "/x: Not a directory", failure(text + "/x"));
    assertEquals("the name of the world file is empty", failure(""));
    String notJson = failure(text.toString());
    assertTrue(notJson.startsWith("world file " + text + ":1: not JSON: "), notJson);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/full"})
  void readsNoEndlessFile(String file) {
    assertEquals(
        "cannot read the world file " + file + ": it is larger than 16 MiB", failure(file));
  }

  @Test
  void readsTheLargestWorldAndNoLargerOne() throws Exception {
    Path file = folder.resolve("large.json");
    String seed = World.seedJson();
    Files.writeString(file, seed + " ".repeat(16 * 1024 * 1024 - seed.length()));
    options.worldFile = file.toString();
    assertTrue(options.read(new PrintWriter(err)).isPresent());
    Files.writeString(file, " ", StandardOpenOption.APPEND);
    assertEquals(
        "cannot read the world file " + file + ": it is larger than 16 MiB",
        failure(file.toString()));
  }

  @Test
  void readsAPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Path world = Files.writeString(folder.resolve("world.json"), World.seedJson());
    Process writer =
        new ProcessBuilder(
                "sh", "-c", "cat \"$1\" >\"$2\"", "sh", world.toString(), pipe.toString())
            .start();
    options.worldFile = pipe.toString();
    assertEquals(
        Optional.of(World.builtIn().account()),
        options.read(new PrintWriter(err)).map(World::account));
    assertEquals(0, writer.waitFor());
  }

  @Test
  void printsWarningsIfItIsLenient() throws Exception {
    Path file = folder.resolve("world.json");
    Files.writeString(file, World.seedJson().replaceFirst("\"account\"", "\"x\": 1, \"account\""));
    String complaint = file + ":2: x: the sandbox does not know this member";
    assertEquals("world file " + complaint, failure(file.toString()));
    options.lenient = true;
    assertEquals(
        World.builtIn().account(),
        options.read(new PrintWriter(err)).map(World::account).orElse(""));
    assertEquals("asrole-sandbox: warning: " + complaint + "\n", err.toString());
  }

  private String failure(String file) {
    options.worldFile = file;
    return String.valueOf(
        assertThrows(UnreadableWorldException.class, () -> options.read(new PrintWriter(err)))
            .getMessage());
  }
}
