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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    String notJson = failure(text.toString());
    assertTrue(notJson.startsWith("world file " + text + ":1: not JSON: "), notJson);
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
