// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.asrole.AsroleException;
import io.asrole.AsroleException.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Replaces this process by a command, as execvp(3) does. The JVM's changes to the process, such as
 * blocked signals, are undone first.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/exec.3.html">exec(3)</a>
 */
public final class Exec {
  private static final byte[] DEFAULT_PATH = "/bin:/usr/bin".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SHELL = "/bin/sh".getBytes(StandardCharsets.US_ASCII);

  private final LibC libc;
  private final Descriptors descriptors;
  private final List<byte[]> arguments;
  private final Pointer[] environment;
  private final List<byte[]> path;

  private Exec(
      LibC libc, Descriptors descriptors, List<byte[]> arguments, List<byte[]> environment) {
    this.libc = libc;
    this.descriptors = descriptors;
    this.arguments = arguments;
    this.environment = pointers(environment);
    this.path = searchPath(environment);
  }

  /** Replaces this process by the command; returns only if that failed. */
  public static AsroleException replaceProcess(
      List<byte[]> arguments, List<byte[]> environment, Descriptors descriptors) {
    try {
      return new Exec(LibC.load(), descriptors, arguments, environment).run();
    } catch (UnsatisfiedLinkError e) {
      return AsroleException.refused(
          "cannot call execve: JNA found no library for this system (" + e.getMessage() + ")");
    }
  }

  private AsroleException run() {
    byte[] command = arguments.get(0);
    if (command.length == 0) {
      return notFound(command, "No such file or directory");
    }
    JvmMarks.undo(libc);
    descriptors.closeOthersAtExec(libc);
    if (contains(command, '/')) {
      int error = execute(command);
      return error == LibC.ENOENT || error == LibC.ENOTDIR
          ? notFound(command, libc.strerror(error))
          : notExecutable(command, error);
    }
    byte[] denied = null;
    for (byte[] folder : path) {
      byte[] file = folder.length == 0 ? command : join(folder, command);
      int error = execute(file);
      if (error == LibC.EACCES) {
        denied = file;
      } else if (error != LibC.ENOENT && error != LibC.ENOTDIR) {
        return notExecutable(file, error);
      }
    }
    return denied == null
        ? notFound(command, "command not found")
        : notExecutable(denied, LibC.EACCES);
  }

  /** Calls execve, which returns only if it fails; the result is its error number. */
  private int execute(byte[] file) {
    int error = execute(file, arguments);
    if (error != LibC.ENOEXEC) {
      return error;
    }
    // execvp runs an executable text file without "#!" as a shell script.
    List<byte[]> script = new ArrayList<>(List.of(SHELL, file));
    script.addAll(arguments.subList(1, arguments.size()));
    return execute(SHELL, script);
  }

  private int execute(byte[] file, List<byte[]> argv) {
    int unused = libc.execve(Arrays.copyOf(file, file.length + 1), pointers(argv), environment);
    return Native.getLastError();
  }

  private AsroleException notExecutable(byte[] file, int error) {
    String name = text(file);
    String why = isDirectory(name) ? "Is a directory" : libc.strerror(error);
    return new AsroleException(Kind.NOT_EXECUTABLE, "cannot execute " + name + ": " + why);
  }

  private static AsroleException notFound(byte[] command, String why) {
    return new AsroleException(Kind.NOT_FOUND, "'" + text(command) + "': " + why);
  }

  private static boolean isDirectory(String name) {
    try {
      return Files.isDirectory(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static List<byte[]> searchPath(List<byte[]> environment) {
    byte[] name = "PATH=".getBytes(StandardCharsets.US_ASCII);
    byte[] value = DEFAULT_PATH;
    for (byte[] entry : environment) {
      if (entry.length >= name.length
          && Arrays.equals(entry, 0, name.length, name, 0, name.length)) {
        value = Arrays.copyOfRange(entry, name.length, entry.length);
        break;
      }
    }
    List<byte[]> folders = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= value.length; i++) {
      if (i == value.length || value[i] == ':') {
        folders.add(Arrays.copyOfRange(value, start, i));
        start = i + 1;
      }
    }
    return folders;
  }

  private static Pointer[] pointers(List<byte[]> strings) {
    Pointer[] pointers = new Pointer[strings.size() + 1];
    for (int i = 0; i < strings.size(); i++) {
      byte[] bytes = strings.get(i);
      Memory memory = new Memory(bytes.length + 1L);
      memory.write(0, bytes, 0, bytes.length);
      memory.setByte(bytes.length, (byte) 0);
      pointers[i] = memory;
    }
    return pointers;
  }

  private static byte[] join(byte[] folder, byte[] name) {
    byte[] file = Arrays.copyOf(folder, folder.length + 1 + name.length);
    file[folder.length] = '/';
    System.arraycopy(name, 0, file, folder.length + 1, name.length);
    return file;
  }

  private static boolean contains(byte[] bytes, char wanted) {
    for (byte b : bytes) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, Charset.defaultCharset());
  }
}
