// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.AsroleException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of docs/agent.md has the sentences of {@link AttachFailure}, and no others. */
class AttachFailurePageTest {
  private static final Path PAGE = Path.of("..", "docs", "agent.md");
  private static final Path AGENT = Path.of("/usr/lib/asrole/lib/asrole-agent.jar");

  /** Above the largest process id of Linux, so that /proc names no user for it. */
  private static final long NO_PROCESS = 4194305;

  /** A row such as {@code | `cannot attach to 4711: it is stopped` | a signal stopped it |}. */
  private static final Pattern ROW = Pattern.compile("\\| `((?:cannot|no|process|').*?)` \\|.*");

  @Test
  void documentsEachSentenceAndNoOther() throws IOException {
    Set<String> documented =
        Files.readAllLines(PAGE).stream()
            .map(ROW::matcher)
            .filter(row -> row.matches())
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> printed = new TreeSet<>();
    sentences().values().forEach(printed::addAll);
    assertEquals(String.join("\n", printed), String.join("\n", documented));
  }

  @Test
  void knowsEachFailureOfTheRoom() {
    Set<String> declared =
        Stream.of(AttachFailure.class.getDeclaredMethods())
            .filter(method -> method.getReturnType() == AsroleException.class)
            .filter(method -> !Modifier.isPrivate(method.getModifiers()))
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    declared.remove("other"); // passes on what the JVM or the system says
    assertEquals(declared, sentences().keySet());
  }

  /** By the name of the method, as they are for process 4711 of the user web. */
  private static Map<String, Set<String>> sentences() {
    AttachFailure failure = of(NO_PROCESS);
    Map<String, Set<String>> sentences = new TreeMap<>();
    sentences.put("noSuchName", Set.of(sentence(AttachFailure.noSuchName("web"))));
    JavaProcess other = JavaProcess.create(NO_PROCESS);
    sentences.put(
        "ambiguousName",
        Set.of(sentence(AttachFailure.ambiguousName("web", List.of(other, other)))));
    sentences.put("noSuchProcess", Set.of(sentence(failure.noSuchProcess())));
    sentences.put("notJvm", Set.of(sentence(failure.notJvm())));
    sentences.put(
        "otherUser", Set.of(sentence(failure.otherUser()), sentence(of(ownProcess()).otherUser())));
    sentences.put("disabled", Set.of(sentence(failure.disabled("-XX:+DisableAttachMechanism"))));
    sentences.put("noQuit", Set.of(sentence(failure.noQuit())));
    sentences.put("stopped", Set.of(sentence(failure.stopped())));
    sentences.put("silent", Set.of(sentence(failure.silent())));
    sentences.put("notSeen", Set.of(sentence(failure.notSeen(AGENT))));
    Function<String, String> notLoaded =
        reason -> sentence(failure.notLoaded(AGENT, new IOException(reason)));
    sentences.put(
        "notLoaded",
        Set.of(
            notLoaded.apply("REASON"),
            notLoaded.apply("Dynamic agent loading is not enabled. Use -XX:+Enable...")));
    sentences.put("notStarted", Set.of(sentence(failure.notStarted(AGENT))));
    sentences.put("tooLong", Set.of(sentence(failure.tooLong(1100, 1024))));
    sentences.put("tooSlow", Set.of(sentence(failure.tooSlow(Duration.ofSeconds(70)))));
    sentences.put("noAttachModule", Set.of(sentence(failure.noAttachModule())));
    return sentences;
  }

  private static AttachFailure of(long pid) {
    return new AttachFailure(JavaProcess.create(pid), "attach to", "");
  }

  private static long ownProcess() {
    return ProcessHandle.current().pid();
  }

  private static String sentence(AsroleException failure) {
    return failure
        .sentence()
        .replace(Long.toString(NO_PROCESS), "4711")
        .replace("attach to " + ownProcess() + ":", "attach to 4711:")
        .replace("()", "(NAME)")
        .replace("it runs as ?:", "it runs as web:")
        .replace("its user ? must", "its user web must");
  }
}
