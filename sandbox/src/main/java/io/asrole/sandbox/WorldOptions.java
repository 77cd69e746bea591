// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.json.Complaints;
import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.world.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name the world file and say how strictly it is read. */
final class WorldOptions {
  @Option(
      names = "--world",
      paramLabel = "FILE",
      description =
          "Read account, instance, roles, users and policies from this JSON file (default: the"
              + " built-in world).")
  @Nullable String worldFile;

  @Option(
      names = "--lenient",
      description =
          "Print a warning for an element that is not understood, instead of an error: it counts as"
              + " not met in an Allow, and as met in a Deny.")
  boolean lenient;

  /** The world file cannot be read. The message is a sentence for users. */
  static final class UnreadableWorldException extends Exception {
    private static final long serialVersionUID = 1L;

    private UnreadableWorldException(String message) {
      super(message);
    }
  }

  /**
   * Reads the world file. Empty if the command line names none.
   *
   * @param err receives warnings about what is not understood, if the command is lenient
   */
  Optional<World> read(PrintWriter err) throws UnreadableWorldException {
    if (worldFile == null) {
      return Optional.empty();
    }
    if (worldFile.isEmpty()) {
      throw new UnreadableWorldException("the name of the world file is empty");
    }
    Complaints complaints = lenient ? Complaints.print(err) : Complaints.STRICT;
    try {
      return Optional.of(World.read(Path.of(worldFile), complaints));
    } catch (JsonException e) {
      throw new UnreadableWorldException("world file " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw unreadable("no such file");
    } catch (AccessDeniedException e) {
      throw unreadable("Permission denied");
    } catch (CharacterCodingException e) {
      throw unreadable("not UTF-8");
    } catch (FileSystemException e) {
      throw unreadable(String.valueOf(e.getReason()));
    } catch (InvalidPathException e) {
      throw unreadable("set LC_ALL=C.UTF-8 for a name with these characters");
    } catch (IOException e) {
      throw unreadable(String.valueOf(e.getMessage()));
    }
  }

  private UnreadableWorldException unreadable(String why) {
    return new UnreadableWorldException("cannot read the world file " + worldFile + ": " + why);
  }
}
