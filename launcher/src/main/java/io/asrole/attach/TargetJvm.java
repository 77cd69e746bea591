// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.attach;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.asrole.AsroleException;
import io.asrole.text.OneLine;
import io.asrole.text.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A running JVM, spoken to through the attach mechanism of its virtual machine. No method catches
 * an exception of the module jdk.attach by its type: a Java without the module could not verify
 * this class, and so could not print that the module is missing.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/jdk.attach/com/sun/tools/attach/VirtualMachine.html">VirtualMachine</a>
 */
public final class TargetJvm {
  /** What the agent in it says of itself. */
  private static final String STATUS = "asrole.status";

  /** What it says of the last request. */
  private static final String ANSWER = "asrole.answer";

  /** More than the minute that the credential process gets, so that its sentence is heard. */
  private static final Duration LONGEST = Duration.ofSeconds(70);

  /** What a JVM takes before version 24; the end is lost, or the connection. */
  private static final int LONGEST_ARGUMENT = 1024;

  private static final long POLL_MILLIS = 50;

  /** What a list of many waits for one; a JVM that answers does so in milliseconds. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  private final JavaProcess process;
  private final AttachFailure failure;
  private final Duration longest;
  private final Progress progress;

  private TargetJvm(
      JavaProcess process, AttachFailure failure, Duration longest, Progress progress) {
    this.process = process;
    this.failure = failure;
    this.longest = longest;
    this.progress = progress;
  }

  /** A process that was found, to be asked for its status and no more. */
  public static TargetJvm of(JavaProcess process, Progress progress) {
    return new TargetJvm(process, new AttachFailure(process, "look into", ""), SHORT, progress);
  }

  /**
   * The process of that id.
   *
   * @param what is to be done, such as {@code attach to}, for the sentence where it cannot be
   * @param wayOut ends that sentence
   */
  public static TargetJvm of(String pid, String what, String wayOut, Progress progress)
      throws AsroleException {
    try {
      JavaProcess process = JavaProcess.of(Integer.parseUnsignedInt(pid));
      return new TargetJvm(process, new AttachFailure(process, what, wayOut), LONGEST, progress);
    } catch (NumberFormatException e) {
      throw AttachFailure.noProcessId(pid);
    }
  }

  /** The process that the JVM is. */
  public JavaProcess process() {
    return process;
  }

  /** Has the agent do what the arguments say, and waits for its answer. */
  public AgentAnswer ask(Path agent, String arguments) throws AsroleException {
    return bounded(() -> inJvm(jvm -> load(jvm, agent, arguments)));
  }

  /** What the agent in the JVM says of itself; empty where there is none. */
  public Optional<String> status() throws AsroleException {
    return bounded(
        () ->
            inJvm(
                jvm ->
                    Optional.ofNullable(jvm.getSystemProperties().getProperty(STATUS))
                        .map(OneLine::of)));
  }

  private AgentAnswer load(VirtualMachine jvm, Path agent, String arguments)
      throws AsroleException, IOException, InterruptedException {
    String id = ProcessHandle.current().pid() + "." + System.nanoTime();
    String request = id + "=" + arguments;
    int size = (agent + "=" + request).getBytes(StandardCharsets.UTF_8).length;
    if (size > LONGEST_ARGUMENT) {
      throw failure.tooLong(size, LONGEST_ARGUMENT);
    }
    checkSees(agent);
    progress.step("attach: loading " + agent + " with " + arguments);
    try {
      jvm.loadAgent(agent.toString(), request);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw e instanceof AgentInitializationException
          ? failure.notStarted(agent)
          : failure.notLoaded(agent, e);
    }
    progress.step("attach: loaded; waiting for the agent, which asks for the role's credentials");
    while (true) {
      Properties properties = jvm.getSystemProperties();
      for (String answer : properties.getProperty(ANSWER, "").split("\n", -1)) {
        if (answer.startsWith(id + " ")) {
          progress.step("attach: it answers " + answer.substring(id.length() + 1));
          return AgentAnswer.read(
              answer.substring(id.length() + 1), OneLine.of(properties.getProperty(STATUS, "")));
        }
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /**
   * What is said to the JVM between attaching and detaching; each word is a connection of its own.
   */
  private interface Conversation<T> {
    T with(VirtualMachine jvm) throws AsroleException, IOException, InterruptedException;
  }

  private <T> T inJvm(Conversation<T> conversation)
      throws AsroleException, AttachNotSupportedException, IOException, InterruptedException {
    check();
    progress.step(
        "attach: process "
            + process.pid()
            + " is a JVM of "
            + process.user()
            + (process.seesOurFiles() ? "" : ", with other mounts than ours (a container?)")
            + (process.hasOtherPids() ? ", and process ids of its own" : ""));
    TmpSocketLink door = TmpSocketLink.to(process);
    try {
      VirtualMachine jvm = VirtualMachine.attach(Long.toString(process.pid()));
      try {
        return conversation.with(jvm);
      } finally {
        jvm.detach();
      }
    } finally {
      door.close();
    }
  }

  /** All of it before the signal that attaching sends, which ends what is no JVM. */
  private void check() throws AsroleException, IOException {
    if (!process.exists()) {
      throw failure.noSuchProcess();
    }
    try {
      if (!process.isJvm()) {
        throw failure.notJvm();
      }
    } catch (AccessDeniedException e) {
      throw failure.otherUser();
    }
    String disabled = "-XX:+DisableAttachMechanism";
    if (process.options().contains(disabled)) {
      throw failure.disabled(disabled);
    }
    if (!process.catchesQuit()) {
      throw failure.noQuit();
    }
    // It would not answer; and the signal would wait for it, to be taken for a kill -QUIT.
    if (process.isStopped()) {
      throw failure.stopped();
    }
  }

  /** A container, or a service with a view of its own, may have another file there, or none. */
  private void checkSees(Path agent) throws AsroleException, IOException {
    Path seen = process.seen(agent);
    if (!Files.isRegularFile(seen) || Files.mismatch(agent, seen) >= 0) {
      throw failure.notSeen(agent);
    }
  }

  private <T> T bounded(Callable<T> call) throws AsroleException {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task, "attach");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw failure.tooSlow(longest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure.tooSlow(Duration.ZERO);
    } catch (ExecutionException e) {
      throw told(e.getCause());
    }
  }

  private AsroleException told(@Nullable Throwable cause) {
    if (cause instanceof AsroleException known) {
      return known;
    }
    if (cause instanceof NoClassDefFoundError) {
      return failure.noAttachModule();
    }
    if (cause instanceof AttachNotSupportedException) {
      return failure.silent();
    }
    return failure.other(cause);
  }
}
