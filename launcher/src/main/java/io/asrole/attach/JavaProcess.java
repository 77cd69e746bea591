// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.attach;

import io.asrole.text.OneLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A JVM of this host as /proc tells of it, so that nothing is done to it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc.5.html">proc(5)</a>
 */
public final class JavaProcess {
  private static final Path PROC = Path.of("/proc");
  private static final long SIGQUIT_BIT = 1 << 2;

  /** The main classes and jars of asrole. */
  private static final Set<String> ASROLE =
      Set.of("io.asrole.Main", "asrole.jar", "io.asrole.sandbox.Main", "asrole-sandbox.jar");

  private final long pid;
  private final Path folder;

  private JavaProcess(long pid) {
    this.pid = pid;
    this.folder = PROC.resolve(Long.toString(pid));
  }

  /** The process of that id, whatever it is. */
  static JavaProcess of(long pid) {
    return new JavaProcess(pid);
  }

  /** The JVMs that this user can look into, without asrole's own. */
  public static List<JavaProcess> all() throws IOException {
    List<JavaProcess> found = new ArrayList<>();
    long own = ProcessHandle.current().pid();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path folder : processes) {
        JavaProcess process = new JavaProcess(Long.parseLong(folder.getFileName().toString()));
        if (process.pid != own && process.isJvmIfReadable() && !process.isAsrole()) {
          found.add(process);
        }
      }
    }
    found.sort(Comparator.comparingLong(JavaProcess::pid));
    return found;
  }

  public long pid() {
    return pid;
  }

  boolean exists() {
    return Files.exists(folder);
  }

  /** Whether the virtual machine's library is in it; fails where it is another user's. */
  boolean isJvm() throws IOException {
    return text("maps").contains("/libjvm.so");
  }

  /** Whether it runs asrole or the sandbox, which nobody gives a role. */
  private boolean isAsrole() {
    String program = program();
    return ASROLE.contains(program.substring(program.lastIndexOf('/') + 1));
  }

  private boolean isJvmIfReadable() {
    try {
      return isJvm();
    } catch (IOException e) {
      return false; // Another user's, or it has just ended.
    }
  }

  /** Whether it survives the signal that attaching begins with: under -Xrs a JVM does not. */
  boolean catchesQuit() throws IOException {
    String caught = statusLine("SigCgt:");
    return !caught.isEmpty() && (Long.parseUnsignedLong(caught, 16) & SIGQUIT_BIT) != 0;
  }

  /** Whether a signal or a debugger holds it. */
  boolean isStopped() throws IOException {
    String state = statusLine("State:");
    return state.startsWith("T") || state.startsWith("t");
  }

  /** The user that it runs as. */
  public String user() {
    try {
      return Files.getOwner(folder).getName();
    } catch (IOException e) {
      return "?";
    }
  }

  /** Whether it has asrole's agent: a JVM keeps the jar open. */
  public boolean hasAgent() {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(folder.resolve("fd"))) {
      for (Path descriptor : open) {
        if (isAgent(descriptor)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isAgent(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().contains("/asrole-agent.jar");
    } catch (IOException e) {
      return false; // Closed meanwhile.
    }
  }

  /** Whether it has the same mounts; in a container or behind PrivateTmp it has others. */
  boolean seesOurFiles() throws IOException {
    Path mounts = Path.of("ns/mnt");
    return Files.readSymbolicLink(folder.resolve(mounts))
        .equals(Files.readSymbolicLink(PROC.resolve("self").resolve(mounts)));
  }

  /** The file as this process sees it under that path, which may be another one or none. */
  Path seen(Path file) {
    return folder.resolve("root").resolve(Path.of("/").relativize(file));
  }

  /** Whether it knows itself by another process id. */
  boolean hasOtherPids() throws IOException {
    return statusLine("NSpid:").split("\\s+", -1).length > 1;
  }

  /** The options of the virtual machine, from wherever it takes them but files. */
  List<String> options() throws IOException {
    List<String> arguments = arguments();
    List<String> options = new ArrayList<>(arguments.subList(0, programAt(arguments)));
    for (String variable : text("environ").split("\0", -1)) {
      if (variable.matches("(JAVA_TOOL|_JAVA|JDK_JAVA)_OPTIONS=(?s:.*)")) {
        options.addAll(Arrays.asList(variable.substring(variable.indexOf('=') + 1).split("\\s+")));
      }
    }
    return options;
  }

  /** Whether it was started with keys, which come first in the SDKs' default chains. */
  public boolean hasKeys() throws IOException {
    return ("\0" + text("environ")).contains("\0AWS_ACCESS_KEY_ID=");
  }

  /** As a sentence calls it. */
  @Override
  public String toString() {
    return "process " + pid + " (" + program() + ")";
  }

  private List<String> arguments() throws IOException {
    return Arrays.asList(text("cmdline").split("\0", -1));
  }

  /** The main class, module or jar, without its arguments, which may tell too much. */
  public String program() {
    try {
      return OneLine.of(program(arguments()));
    } catch (IOException e) {
      return "?";
    }
  }

  /**
   * As <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html">java(1)</a>.
   */
  static String program(List<String> arguments) {
    String launcher = arguments.get(0).substring(arguments.get(0).lastIndexOf('/') + 1);
    if (!launcher.equals("java")) {
      return launcher; // keytool and the like, or a program that brings a JVM
    }
    int at = programAt(arguments);
    return at < arguments.size() ? arguments.get(at) : "?";
  }

  /** Where the options end. */
  private static int programAt(List<String> arguments) {
    for (int i = 1; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      switch (argument) {
        case "-jar", "-m", "--module" -> {
          return Math.min(i + 1, arguments.size());
        }
        case "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--add-reads",
            "--add-exports",
            "--add-opens",
            "--limit-modules",
            "--patch-module",
            "--enable-native-access",
            "--source" ->
            i++;
        default -> {
          if (!argument.startsWith("-") && !argument.startsWith("@") && !argument.isEmpty()) {
            return i;
          }
        }
      }
    }
    return arguments.size();
  }

  private String statusLine(String name) throws IOException {
    for (String line : text("status").split("\n", -1)) {
      if (line.startsWith(name)) {
        return line.substring(name.length()).strip();
      }
    }
    return "";
  }

  private String text(String file) throws IOException {
    try {
      return new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
