// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.attach;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.asrole.AsroleException;
import io.asrole.text.BoundedTask;
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
 * A running JVM that asrole reaches with the attach API. No method catches an exception of the
 * module jdk.attach by its type: a Java without the module could not verify this class, and so
 * could not print that the module is missing.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/jdk.attach/com/sun/tools/attach/VirtualMachine.html">VirtualMachine</a>
 */
public final class TargetJvm {
  /** The system property of the target JVM with the agent's state. */
  private static final String STATUS = "asrole.status";

  /** The system property with the replies of the agent to the last attach requests. */
  private static final String REPLY = "asrole.attach.reply";

  /** Longer than the minute that the credential process may take, so that its error arrives. */
  private static final Duration LONGEST = Duration.ofSeconds(70);

  /** The longest argument before Java 24; longer ones are cut off or break the connection. */
  private static final int LONGEST_ARGUMENT = 1024;

  private static final long POLL_MILLIS = 50;

  /** The time limit for one JVM of a list; a JVM that answers does so in milliseconds. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  private final JavaProcess process;
  private final AttachFailure failure;
  private final Duration longest;
  private final Progress progress;

  /**
   * A JVM with a time limit of its own.
   *
   * @param longest the time limit for each method that asks the JVM
   */
  TargetJvm(JavaProcess process, AttachFailure failure, Duration longest, Progress progress) {
    this.process = process;
    this.failure = failure;
    this.longest = longest;
    this.progress = progress;
  }

  /** A listed process, for {@link #status} only; it gets a short time limit. */
  public static TargetJvm create(JavaProcess process, Progress progress) {
    return new TargetJvm(process, new AttachFailure(process, "look into", ""), SHORT, progress);
  }

  /**
   * Finds the process.
   *
   * @param jvm a process ID, or a part of the main class or jar name that only one JVM has
   * @param what the attempt, such as {@code attach to}, for the message if it fails
   * @param wayOut the end of that message: what the user can do instead; may be empty
   */
  public static TargetJvm find(String jvm, String what, String wayOut, Progress progress)
      throws AsroleException {
    JavaProcess process = JvmSearch.find(jvm);
    return new TargetJvm(process, new AttachFailure(process, what, wayOut), LONGEST, progress);
  }

  /** The process of the JVM. */
  public JavaProcess process() {
    return process;
  }

  /** Loads the agent with the arguments and waits for its answer. */
  public AgentAnswer ask(Path agent, String arguments) throws AsroleException {
    return bounded(() -> inJvm(jvm -> load(jvm, agent, arguments)));
  }

  /** The agent's state; empty if the JVM has no agent. */
  public Optional<String> status() throws AsroleException {
    return bounded(
        () ->
            inJvm(
                jvm ->
                    Optional.ofNullable(jvm.getSystemProperties().getProperty(STATUS))
                        .map(OneLine::flatten)));
  }

  private AgentAnswer load(VirtualMachine jvm, Path jar, String arguments)
      throws AsroleException, IOException, InterruptedException {
    // A container may have no such link, or have it lead elsewhere.
    Path agent = jar.toRealPath();
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
    progress.step(
        "attach: loaded; waiting up to "
            + longest.toSeconds()
            + " s for the agent, which asks for the role's credentials");
    while (true) {
      Properties properties = jvm.getSystemProperties();
      for (String answer : properties.getProperty(REPLY, "").split("\n", -1)) {
        if (answer.startsWith(id + " ")) {
          progress.step("attach: it answers " + answer.substring(id.length() + 1));
          return AgentAnswer.read(
              answer.substring(id.length() + 1),
              OneLine.flatten(properties.getProperty(STATUS, "")));
        }
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /**
   * The requests to the JVM between attaching and detaching; each one is a connection of its own.
   */
  private interface Conversation<T> {
    T run(VirtualMachine jvm) throws AsroleException, IOException, InterruptedException;
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
    TmpSocketLink link = TmpSocketLink.create(process);
    try {
      VirtualMachine jvm = VirtualMachine.attach(Long.toString(process.pid()));
      try {
        return conversation.run(jvm);
      } finally {
        jvm.detach();
      }
    } finally {
      link.close();
    }
  }

  /**
   * Checks the process before attaching: attaching sends SIGQUIT, which would end other programs.
   */
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
    // A stopped JVM does not answer. The pending SIGQUIT would print a thread dump later.
    if (process.isStopped()) {
      throw failure.stopped();
    }
  }

  /** Checks that the JVM sees the same jar: a container may have another file at this path. */
  private void checkSees(Path agent) throws AsroleException, IOException {
    Path seen = process.seen(agent);
    if (!Files.isRegularFile(seen) || Files.mismatch(agent, seen) >= 0) {
      throw failure.notSeen(agent);
    }
  }

  private <T> T bounded(Callable<T> call) throws AsroleException {
    FutureTask<T> task = BoundedTask.start("attach", call);
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw failure.tooSlow(longest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure.tooSlow(Duration.ZERO);
    } catch (ExecutionException e) {
      throw toFailure(e.getCause());
    }
  }

  private AsroleException toFailure(@Nullable Throwable cause) {
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
