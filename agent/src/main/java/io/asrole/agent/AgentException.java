// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A failure of the agent, as one sentence without a secret. Every error sentence of the agent is in
 * this file.
 */
final class AgentException extends Exception {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_QUOTE = 1000;

  private AgentException(String sentence) {
    super(sentence, null, false, false);
  }

  /** The sentence for the log or for the reply to an attach. */
  String sentence() {
    return String.valueOf(getMessage());
  }

  static AgentException usage(String problem) {
    return new AgentException(
        problem
            + "; use -javaagent:asrole-agent.jar=ROLE[,wait=10s][,onfail=exit|wait|base]"
            + "[,scope=default-chain|ambient|all][,command=COMMAND]");
  }

  static AgentException noCredentials(String role, Duration wait) {
    return new AgentException(
        "no credentials for "
            + role
            + " after "
            + formatSeconds(wait)
            + ": the application is not started; with onfail=wait its start waits for credentials,"
            + " with onfail=base it starts without the role");
  }

  static AgentException givenTwice(String first, String second) {
    return new AgentException(
        "this JVM was given the agent twice, with '"
            + first
            + "' and '"
            + second
            + "': remove one of them");
  }

  static AgentException notVerifying(String option) {
    return new AgentException(
        "this JVM was started with "
            + option
            + ", and a JVM that does not verify classes can crash when the agent changes them: start"
            + " it without that option");
  }

  static AgentException notExecutable(String path) {
    return new AgentException(
        path
            + " is not an executable file: keep asrole-agent.jar in the lib folder of asrole, or use"
            + " command=COMMAND");
  }

  /**
   * The system did not start the program, or the shell that starts it.
   *
   * @param hasFilter whether this JVM has a seccomp filter, which may be the reason
   */
  static AgentException notRun(String program, String reason, boolean hasFilter) {
    // The JVM starts processes through jspawnhelper, a file of the JDK that checks its version.
    boolean replaced = reason.contains("spawn helper");
    return new AgentException(
        "cannot run "
            + program
            + ": "
            + toOneLine(reason)
            + (replaced ? ": Java was updated while this JVM runs: restart the JVM" : "")
            + (hasFilter ? ": this JVM has a seccomp filter: restart the JVM" : ""));
  }

  /**
   * The agent was attached to a JVM that cannot start a process.
   *
   * @param reason the reason that the system gave; Java 25 adds lines with advice, which are left
   *     out
   */
  static AgentException noProcesses(String reason) {
    return new AgentException(
        "this JVM has a seccomp filter and cannot start the credential process ("
            + toOneLine(reason.split("\n", 2)[0])
            + "): start the JVM with -javaagent:asrole-agent.jar=ROLE");
  }

  static AgentException timedOut(String program, Duration longest) {
    return new AgentException(program + " did not end within " + formatSeconds(longest));
  }

  static AgentException processFailed(String program, int status, String stderr) {
    String message = toOneLine(stderr);
    boolean isOwn = message.startsWith("asrole: ");
    // The shell's statuses of a command that it cannot execute.
    if ((status == 126 || status == 127) && !message.isEmpty() && !isOwn) {
      return notRun(program, message, false);
    }
    return new AgentException(
        message.isEmpty()
            ? program + " exited with status " + status + " without an error message"
            : isOwn ? message.substring("asrole: ".length()) : message);
  }

  static AgentException invalidDocument(String program, String problem) {
    return new AgentException(program + " did not print a Version 1 document: " + problem);
  }

  /**
   * The credential process printed a session that it could not renew.
   *
   * @param reason the reason that the credential process printed
   */
  static AgentException notRenewed(String reason) {
    return new AgentException(toOneLine(reason));
  }

  /**
   * The agent cannot start because of an unexpected exception.
   *
   * @param ownClass the URL of a class in the agent's jar; null if it is unknown
   */
  static AgentException notStarted(Throwable problem, @Nullable URL ownClass) {
    if (!(problem instanceof SecurityException)) {
      return new AgentException("the agent cannot start: " + toOneLine(problem.toString()));
    }
    String path = ownClass == null ? "" : ownClass.getPath();
    int end = path.indexOf('!');
    String jar = end < 0 ? "file:/usr/lib/asrole/lib/asrole-agent.jar" : path.substring(0, end);
    return new AgentException(
        "the agent cannot start under this JVM's security manager: "
            + toOneLine(String.valueOf(problem.getMessage()))
            + "; add this line to its policy file: grant codeBase \""
            + jar
            + "\" { permission java.security.AllPermission; };");
  }

  static AgentException expiredCredentials(String program, Instant expiration) {
    return new AgentException(program + " printed credentials that expired at " + expiration);
  }

  static AgentException unexpected(Throwable problem) {
    return new AgentException(toOneLine(problem.toString()));
  }

  private static String formatSeconds(Duration duration) {
    return duration.toMillis() / 1000 + " s";
  }

  private static String toOneLine(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").trim();
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
  }
}
