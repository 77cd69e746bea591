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
 * A JVM on this host as /proc describes it; reading /proc does not change the process.
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

  /** The process with this id, which may not be a JVM and may not exist. */
  static JavaProcess create(long pid) {
    return new JavaProcess(pid);
  }

  /** The JVMs whose /proc files this user can read, without asrole's own. */
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

  /** Whether the process has loaded libjvm.so; throws if it belongs to another user. */
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
      return false; // it belongs to another user, or has just ended
    }
  }

  /** Whether the process handles SIGQUIT, with which attaching begins; a JVM with -Xrs does not. */
  boolean catchesQuit() throws IOException {
    String caught = statusLine("SigCgt:");
    return !caught.isEmpty() && (Long.parseUnsignedLong(caught, 16) & SIGQUIT_BIT) != 0;
  }

  /** Whether a signal or a debugger has stopped the process. */
  boolean isStopped() throws IOException {
    String state = statusLine("State:");
    return state.startsWith("T") || state.startsWith("t");
  }

  /** The name of the user who owns the process; {@code ?} if unknown. */
  public String user() {
    try {
      return Files.getOwner(folder).getName();
    } catch (IOException e) {
      return "?";
    }
  }

  /** Whether asrole's agent is loaded: a JVM keeps the agent's jar open. */
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
      return false; // closed since it was listed
    }
  }

  /** Whether the process has our mounts; in a container or with PrivateTmp it has others. */
  boolean seesOurFiles() throws IOException {
    Path mounts = Path.of("ns/mnt");
    return Files.readSymbolicLink(folder.resolve(mounts))
        .equals(Files.readSymbolicLink(PROC.resolve("self").resolve(mounts)));
  }

  /** The path by which we reach the file that the process sees under the given path. */
  Path seen(Path file) {
    return folder.resolve("root").resolve(Path.of("/").relativize(file));
  }

  /** Whether the process is in a PID namespace of its own, so that it sees another process id. */
  boolean hasOtherPids() throws IOException {
    return statusLine("NSpid:").split("\\s+", -1).length > 1;
  }

  /** The JVM's options from its command line and its environment, without those in files. */
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

  /** Whether its environment has an access key, which comes first in the SDKs' default chains. */
  public boolean hasKeys() throws IOException {
    return ("\0" + text("environ")).contains("\0AWS_ACCESS_KEY_ID=");
  }

  /** Such as {@code process 4711 (app.jar)}. */
  @Override
  public String toString() {
    return "process " + pid + " (" + program() + ")";
  }

  private List<String> arguments() throws IOException {
    return Arrays.asList(text("cmdline").split("\0", -1));
  }

  /** The main class, module or jar, without its arguments, because they may contain secrets. */
  public String program() {
    try {
      return OneLine.flatten(program(arguments()));
    } catch (IOException e) {
      return "?";
    }
  }

  /**
   * The program on a command line of <a
   * href="https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html">java(1)</a>.
   */
  static String program(List<String> arguments) {
    String launcher = arguments.get(0).substring(arguments.get(0).lastIndexOf('/') + 1);
    if (!launcher.equals("java")) {
      return launcher; // a JDK tool such as keytool, or a program with an embedded JVM
    }
    int at = programAt(arguments);
    return at < arguments.size() ? arguments.get(at) : "?";
  }

  /** The index of the first argument after the options. */
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
