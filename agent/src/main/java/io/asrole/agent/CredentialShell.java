// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A shell that runs commands for the agent until the JVM ends. It is started before the
 * application, and so also runs commands for a JVM that cannot start processes any more.
 *
 * <p>A request is a line on its standard input: {@code run ID COMMAND}, {@code kill ID} or {@code
 * done ID}. COMMAND is quoted for the shell, and {@code done} follows the answer. Standard output
 * and standard error each have the answer between the lines {@code asrole-begin ID} and {@code
 * asrole-end ID STATUS}, see {@link ShellAnswer}. At the end of its standard input the shell kills
 * the command that runs, with all that it started, and ends.
 */
final class CredentialShell {
  /** The path of the system's shell. */
  static final String SH = "/bin/sh";

  /** The variable that hands the script to the shell, because {@code ps} shows the arguments. */
  private static final String SCRIPT_VARIABLE = "ASROLE_AGENT_SHELL";

  private static final long POLL_MILLIS = 10;

  /** The interval of the task that runs while a command runs. */
  private static final long TASK_INTERVAL_MILLIS = 1_000;

  /** How long the shell may take to kill a command. */
  private static final long KILL_MILLIS = 5_000;

  private final String path;
  private final String script;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Process process;
  private int requests;

  /**
   * A shell that is not started yet.
   *
   * @param path the path of the shell, such as {@link #SH}
   * @param script the content of credential-shell.sh
   */
  CredentialShell(String path, String script) {
    this.path = path;
    this.script = script;
  }

  /**
   * Starts the shell unless it runs. If the calling thread lives as long as the JVM and the program
   * {@code setpriv} is installed, the shell needs no second process to notice the end of the JVM.
   */
  void start() throws IOException {
    lock.lock();
    try {
      getProcess();
    } finally {
      lock.unlock();
    }
  }

  /** The same; if it fails, {@link #run} tries again and throws the reason. */
  void tryStart() {
    try {
      start();
    } catch (IOException | RuntimeException e) {
      // The reason is not printed twice.
    }
  }

  /** Whether the shell has been started and has not ended. */
  boolean isRunning() {
    Process current = process;
    return current != null && current.isAlive();
  }

  /**
   * Runs a command until it ends. Starts the shell first if it does not run.
   *
   * @param limit the time after which the command is killed with all that it started
   * @param task is run once a second while the command runs; null for none
   * @throws IOException if the shell cannot be started, or ends
   * @throws TimeoutException if the command did not end in time
   */
  CommandResult run(List<String> command, Duration limit, @Nullable Runnable task)
      throws IOException, InterruptedException, TimeoutException {
    lock.lock();
    try {
      return runAlone(command, limit, task);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the shell and the command that it runs. It starts again with the next command. */
  void stop() {
    lock.lock();
    try {
      closeInput();
    } finally {
      lock.unlock();
    }
  }

  /** The same unless a command runs. Does not wait. */
  void stopIfIdle() {
    if (lock.tryLock()) {
      try {
        closeInput();
      } finally {
        lock.unlock();
      }
    }
  }

  private CommandResult runAlone(List<String> command, Duration limit, @Nullable Runnable task)
      throws IOException, InterruptedException, TimeoutException {
    String id = Long.toHexString(System.nanoTime()) + "." + ++requests;
    Process shell = request(id, command);
    ShellAnswer out = new ShellAnswer(shell.getInputStream(), id);
    ShellAnswer err = new ShellAnswer(shell.getErrorStream(), id);
    boolean ended = false;
    try {
      ended = read(shell, out, err, limit.toMillis(), task);
    } finally {
      try {
        send(shell, (ended ? "done " : "kill ") + id);
      } catch (IOException e) {
        // The shell has ended.
      }
    }
    if (!ended) {
      if (!read(shell, out, err, KILL_MILLIS, null)) {
        ProcessTree.kill(shell);
      }
      throw new TimeoutException();
    }
    return new CommandResult(out.status(), out.text(), err.text());
  }

  private void closeInput() {
    Process shell = process;
    process = null;
    if (shell != null) {
      try {
        shell.getOutputStream().close();
      } catch (IOException e) {
        // The shell has ended.
      }
    }
  }

  /** Sends the request to run the command, to a new shell if the shell has ended. */
  private Process request(String id, List<String> command) throws IOException {
    String line = "run " + id + quote(command);
    Process shell = getProcess();
    try {
      send(shell, line);
    } catch (IOException e) {
      ProcessTree.kill(shell); // It has ended, and isAlive does not show it yet.
      process = null;
      shell = getProcess();
      send(shell, line);
    }
    return shell;
  }

  private Process getProcess() throws IOException {
    Process before = process;
    if (before != null && before.isAlive()) {
      return before;
    }
    ProcessBuilder builder =
        new ProcessBuilder(path, "-c", "eval \"$" + SCRIPT_VARIABLE + "\"", "asrole-agent", path);
    Map<String, String> environment = builder.environment();
    // These would load the agent into the JVM of the credential process, and so on without end.
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.remove("JDK_JAVA_OPTIONS");
    environment.remove("_JAVA_OPTIONS");
    environment.put(SCRIPT_VARIABLE, script);
    Process started = builder.start();
    process = started;
    return started;
  }

  /** Returns whether the answer is complete; false after that time. */
  private static boolean read(
      Process shell, ShellAnswer out, ShellAnswer err, long limitMillis, @Nullable Runnable task)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    long next = TASK_INTERVAL_MILLIS;
    // One thread reads two pipes, and other processes may keep them open, so it polls and never
    // blocks.
    while (!out.isComplete() || !err.isComplete()) {
      boolean alive = shell.isAlive();
      int length = out.drain() + err.drain();
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (millis > limitMillis) {
        return false;
      }
      if (!alive && length == 0) {
        throw new IOException("its shell ended with status " + shell.exitValue());
      }
      if (task != null && millis > next) {
        task.run();
        next = millis + TASK_INTERVAL_MILLIS;
      }
      if (length == 0) {
        Thread.sleep(POLL_MILLIS);
      }
    }
    return true;
  }

  private static void send(Process shell, String line) throws IOException {
    OutputStream to = shell.getOutputStream();
    to.write((line + "\n").getBytes(argumentCharset()));
    to.flush();
  }

  /** The words of the command in single quotes, each after a blank, without a line break. */
  private static String quote(List<String> command) {
    StringBuilder words = new StringBuilder();
    for (String word : command) {
      words
          .append(" '")
          .append(word.replace("'", "'\\''").replace("\n", "'\"$newline\"'"))
          .append('\'');
    }
    return words.toString();
  }

  /** The charset from which the JVM decoded its arguments. */
  private static Charset argumentCharset() {
    String name = System.getProperty("sun.jnu.encoding", "");
    return !name.isEmpty() && Charset.isSupported(name)
        ? Charset.forName(name)
        : Charset.defaultCharset();
  }
}
