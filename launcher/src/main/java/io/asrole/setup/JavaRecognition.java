// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** Recognizes command lines that certainly end in a JVM with the environment of the service. */
final class JavaRecognition {
  private static final int LONGEST_SCRIPT = 64 * 1024;
  private static final Pattern SHELL =
      Pattern.compile("#!\\s*(/usr)?/bin/(env\\s+)?(sh|bash|dash|ksh)\\b.*");
  private static final Pattern EXEC = Pattern.compile(".*\\bexec\\b.*");
  private static final Pattern REDIRECTION = Pattern.compile("\\s*exec\\s+[0-9]*[<>][^;|`]*");
  private static final Pattern EXEC_JAVA =
      Pattern.compile(
          "\\s*exec\\s+(java|\"?[^\\s\"'`;&|<>()]*/java\"?|\"\\$\\{?JAVA_HOME\\}?\"/bin/java)"
              + "(\\s[^;&|`]*)?");

  private JavaRecognition() {}

  /** Why the command is a JVM, for a comment; empty if that is not certain. */
  static Optional<String> reason(ServiceCommand command) {
    List<String> words = command.words();
    int first = 0;
    if (command.name().equals("env")) {
      first = 1;
      while (first < words.size() && words.get(first).matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
        if (words.get(first++).startsWith("JAVA_TOOL_OPTIONS=")) {
          return Optional.empty();
        }
      }
    }
    String program = first < words.size() ? words.get(first) : "";
    if (program.equals("java") || program.endsWith("/java")) {
      return Optional.of("ExecStart= runs java");
    }
    if (!program.startsWith("/") || program.contains("%")) {
      return Optional.empty();
    }
    try {
      return reasonOfScript(Path.of(program), words.size() == first + 1);
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> reasonOfScript(Path script, boolean isAlone) throws IOException {
    if (!Files.isRegularFile(script)) {
      return Optional.empty();
    }
    byte[] bytes;
    try (var in = Files.newInputStream(script)) {
      bytes = in.readNBytes(LONGEST_SCRIPT);
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!SHELL.matcher(text.lines().findFirst().orElse("")).matches()) {
      return Optional.empty();
    }
    if (isAlone && script.toString().endsWith(".jar") && isJar(script)) {
      return Optional.of("ExecStart= runs an executable jar");
    }
    return bytes.length < LONGEST_SCRIPT && endsInJava(text)
        ? Optional.of("ExecStart= runs " + script + ", and that script ends with exec java")
        : Optional.empty();
  }

  private static boolean isJar(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getEntry("META-INF/MANIFEST.MF") != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether each exec of the script runs java, the last line too, and no line sets its options. */
  private static boolean endsInJava(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.replace("\\\n", " ").lines().toList()) {
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        lines.add(line);
      }
    }
    return !lines.isEmpty()
        && !text.contains("JAVA_TOOL_OPTIONS")
        && !text.contains("<<")
        && EXEC_JAVA.matcher(lines.get(lines.size() - 1)).matches()
        && lines.stream()
            .filter(line -> EXEC.matcher(line).matches())
            .allMatch(
                line -> REDIRECTION.matcher(line).matches() || EXEC_JAVA.matcher(line).matches());
  }
}
