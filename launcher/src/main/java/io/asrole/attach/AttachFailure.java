// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.attach;

import io.asrole.AsroleException;
import io.asrole.posix.User;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the error messages about attaching to a JVM. */
final class AttachFailure {
  private static final String LIST = "; see asrole attach --list";

  private final JavaProcess process;
  private final String what;
  private final String wayOut;

  /**
   * Failures of one process.
   *
   * @param what the attempt, such as {@code attach to}
   * @param wayOut what the user can do instead; may be empty
   */
  AttachFailure(JavaProcess process, String what, String wayOut) {
    this.process = process;
    this.what = what;
    this.wayOut = wayOut;
  }

  static AsroleException noSuchName(String text) {
    return AsroleException.refused(
        "no JVM has '" + text + "' in the name of its main class or jar" + LIST);
  }

  /** Names each match, so that the user can repeat the call with a process ID. */
  static AsroleException ambiguousName(String text, List<JavaProcess> found) {
    return AsroleException.refused(
        "'"
            + text
            + "' matches "
            + found.size()
            + " JVMs: "
            + found.stream()
                .map(process -> process.pid() + " (" + process.program() + ")")
                .collect(Collectors.joining(", "))
            + "; give a PID");
  }

  AsroleException noSuchProcess() {
    return AsroleException.refused("no process " + process.pid() + LIST);
  }

  AsroleException notJvm() {
    return AsroleException.refused("process " + process.pid() + " is not a JVM" + LIST);
  }

  AsroleException otherUser() {
    return process.user().equals(User.name())
        ? refused("the system does not let you read its /proc files")
        : refusedWithFix("it runs as " + process.user() + ": attach as that user or as root");
  }

  AsroleException disabled(String option) {
    return refused("it was started with " + option);
  }

  AsroleException noQuit() {
    return refused("it does not handle SIGQUIT (-Xrs?), so attaching would end it");
  }

  AsroleException stopped() {
    return refusedWithFix("it is stopped; resume it with: kill -CONT " + process.pid());
  }

  AsroleException silent() {
    return refused(
        "it does not answer: it may be stopped or in a long safepoint, it may have been started"
            + " with -XX:+DisableAttachMechanism, or its file /tmp/.java_pid"
            + process.pid()
            + " may have been deleted");
  }

  AsroleException notSeen(Path agent) {
    return refusedWithFix(
        "it cannot see " + agent + " (is it in a container?): install asrole in its file system");
  }

  AsroleException notLoaded(Path agent, Exception e) {
    String words = String.valueOf(e.getMessage());
    return words.contains("Dynamic agent loading is not enabled")
        ? refused("it was started with -XX:-EnableDynamicAgentLoading")
        : refusedWithFix(
            "its user "
                + process.user()
                + " must be able to read "
                + agent
                + ", which did not load: "
                + words);
  }

  AsroleException notStarted(Path agent) {
    return refused(
        "the agent failed to start: see the JVM's standard error (a security manager needs a"
            + " grant for "
            + agent
            + ")");
  }

  AsroleException tooLong(int bytes, int most) {
    return AsroleException.refused(
        "cannot attach to "
            + process.pid()
            + ": the agent's options are "
            + bytes
            + " bytes long, but a running JVM accepts at most "
            + most
            + ": give the policy as file://PATH, or put the options into a profile of the AWS"
            + " config file");
  }

  AsroleException tooSlow(Duration longest) {
    return refused("no answer after " + longest.toSeconds() + " s");
  }

  AsroleException noAttachModule() {
    return refusedWithFix("this Java has no module jdk.attach: run asrole with a JDK");
  }

  AsroleException other(@Nullable Throwable cause) {
    return refused(
        cause == null ? "?" : cause.getMessage() == null ? cause.toString() : cause.getMessage());
  }

  /** For a reason that says what to do; the way out is another possibility. */
  private AsroleException refusedWithFix(String reason) {
    return refused(reason, "; or ");
  }

  private AsroleException refused(String reason) {
    return refused(reason, "; ");
  }

  private AsroleException refused(String reason, String joint) {
    return AsroleException.refused(
        "cannot "
            + what
            + " "
            + process.pid()
            + ": "
            + reason
            + (wayOut.isEmpty() ? "" : joint + wayOut));
  }
}
