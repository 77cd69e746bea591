// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only command lines that certainly end in a JVM count as Java. */
class JavaRecognitionTest {
  @TempDir Path folder;

  private static boolean isJava(String command) {
    return JavaRecognition.reason(ServiceCommand.parse(command).get(0)).isPresent();
  }

  private boolean isJavaScript(String text) throws IOException {
    return isJava(Files.writeString(folder.resolve("start"), text) + " --port=80");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java -jar a.jar",
        "/usr/bin/java -jar a.jar",
        "-\"/opt/my jdk/bin/java\" X",
        "/usr/bin/env A=b java X",
        ":/usr/lib/jvm/%i/bin/java X"
      })
  void recognizesJava(String command) {
    assertEquals(true, isJava(command));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/usr/bin/python3 java",
        "/usr/bin/javac X",
        "/usr/bin/env -i java X",
        "/usr/bin/env JAVA_TOOL_OPTIONS=-Xmx1g java X",
        "/usr/bin/env",
        "/bin/sh -c 'exec java'",
        "/opt/%i/start",
        "/dev/null"
      })
  void doesNotRecognizeOtherPrograms(String command) {
    assertEquals(false, isJava(command));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec java -jar a.jar \"$@\"\n",
        "cd /srv || exit 1\n# exec node\nexec >>/var/log/a 2>&1\nexec /usr/bin/java \\\n  -jar a\n",
        "exec \"$JAVA_HOME/bin/java\" A\n\n# end\n",
        "exec \"${JAVA_HOME}\"/bin/java A\n",
        "exec $JAVA_HOME/bin/java $OPTS A"
      })
  void recognizesAScriptThatEndsInJava(String script) throws IOException {
    assertEquals(true, isJavaScript("#!/bin/sh\n" + script));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java -jar a.jar\nsleep 1\n",
        "java -jar a.jar\n",
        "if x; then exec node b; fi\nexec java A\n",
        "x && exec node b\nexec java A\n",
        "if x; then\n  exec java A\nfi\n",
        "export JAVA_TOOL_OPTIONS=-Xmx1g\nexec java A\n",
        "exec java A &\n",
        "exec $JAVA A\n",
        "cat <<X\nX\nexec java A\n",
        "exec env -i java A\n"
      })
  void doesNotRecognizeAnyOtherScript(String script) throws IOException {
    assertEquals(false, isJavaScript("#!/bin/sh\n" + script));
  }

  @Test
  void doesNotRecognizeAScriptOfAnotherLanguage() throws IOException {
    assertEquals(false, isJavaScript("#!/usr/bin/perl\nexec java A\n"));
    assertEquals(false, isJavaScript("exec java A\n"));
  }

  @Test
  void recognizesAnExecutableJar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("#!/bin/bash\nexit 0\n".getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    new JarOutputStream(jar, new Manifest()).close();
    bytes.write(jar.toByteArray());
    Path file = Files.write(folder.resolve("app.jar"), bytes.toByteArray());
    assertEquals(true, isJava(file.toString()));
    assertEquals(false, isJava(file + " start"));
  }
}
