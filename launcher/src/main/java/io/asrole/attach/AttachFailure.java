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

/** Why a JVM cannot be attached to; all sentences of this room are here. */
final class AttachFailure {
  private static final String LIST = "; see asrole attach --list";

  private final JavaProcess process;
  private final String what;
  private final String wayOut;

  /**
   * For that process.
   *
   * @param what was tried, such as {@code attach to}
   * @param wayOut what can be done instead, perhaps nothing
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
    return AsroleException.refused("process " + process.pid() + " is no JVM" + LIST);
  }

  AsroleException otherUser() {
    return process.user().equals(User.name())
        ? refused("the system lets nobody look into it")
        : refused("it runs as " + process.user() + ": attach as that user or as root");
  }

  AsroleException disabled(String option) {
    return refused("it was started with " + option);
  }

  AsroleException noQuit() {
    return refused("it does not take the signal QUIT (-Xrs?), which would end it");
  }

  AsroleException stopped() {
    return refused("it is stopped (kill -CONT " + process.pid() + " lets it go on)");
  }

  AsroleException silent() {
    return refused(
        "it does not answer: it may be stopped, at a long safepoint, have been started with"
            + " -XX:+DisableAttachMechanism, or have lost its file"
            + " .java_pid"
            + process.pid()
            + " to a cleaner of /tmp");
  }

  AsroleException notSeen(Path agent) {
    return refused(
        "it does not see this " + agent + " (is it in a container?): install asrole where it runs");
  }

  AsroleException notLoaded(Path agent, Exception e) {
    String words = String.valueOf(e.getMessage());
    return words.contains("Dynamic agent loading is not enabled")
        ? refused("it was started with -XX:-EnableDynamicAgentLoading")
        : refused(
            "its user "
                + process.user()
                + " must be able to read "
                + agent
                + ", which did not load: "
                + words);
  }

  AsroleException notStarted(Path agent) {
    return refused(
        "the agent does not start there: the JVM's standard error says why (a security manager"
            + " needs a grant for "
            + agent
            + ")");
  }

  AsroleException tooLong(int bytes, int most) {
    return AsroleException.refused(
        "cannot attach to "
            + process.pid()
            + ": what the agent is told is "
            + bytes
            + " bytes, and a running JVM takes "
            + most
            + ": a policy is short as file://PATH, the rest fits into a profile of the AWS config"
            + " file");
  }

  AsroleException tooSlow(Duration longest) {
    return refused("there is no answer after " + longest.toSeconds() + " s");
  }

  AsroleException noAttachModule() {
    return refused("this Java has no module jdk.attach: run asrole with a JDK");
  }

  AsroleException other(@Nullable Throwable cause) {
    return refused(
        cause == null ? "?" : cause.getMessage() == null ? cause.toString() : cause.getMessage());
  }

  private AsroleException refused(String reason) {
    return AsroleException.refused(
        "cannot "
            + what
            + " "
            + process.pid()
            + ": "
            + reason
            + (wayOut.isEmpty() ? "" : "; " + wayOut));
  }
}
