// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One request of {@code asrole attach} or {@code asrole detach}, {@code ID=ARGUMENTS}. ARGUMENTS
 * are the options of the agent; empty ARGUMENTS detach. The reply is a system property.
 */
final class AttachRequest implements Runnable {
  /**
   * The system property with the last replies, one a line, the newest first. A reply is {@code ID
   * ok VERSION HOOKED NOT_HOOKED}, or {@code ID failed SENTENCE}. HOOKED and NOT_HOOKED are numbers
   * of classes. {@code ok} ends with {@code keys} if the environment has keys that asrole did not
   * set.
   */
  private static final String REPLY = "asrole.attach.reply";

  private static final int MAX_REPLIES = 4;

  private final String id;
  private final String arguments;
  private final Instrumentation instrumentation;

  /** The application may have replaced System.err by its logging. */
  private final Log log =
      new Log(new PrintStream(new FileOutputStream(FileDescriptor.err), true), Agent.CLOCK);

  private @Nullable CredentialShell shell;

  AttachRequest(String request, Instrumentation instrumentation) {
    int equals = request.indexOf('=');
    this.id = equals < 0 ? "" : request.substring(0, equals);
    this.arguments = request.substring(equals + 1);
    this.instrumentation = instrumentation;
  }

  /**
   * Throws SecurityException if a security manager forbids to set the reply. Without this check
   * {@code asrole attach} would wait for a reply until its timeout.
   */
  static void checkMayReply() {
    System.setProperty(REPLY, System.getProperty(REPLY, ""));
  }

  /** Starts the shell of the role; called by a thread that lives as long as the JVM. */
  void startShell() {
    try {
      if (!arguments.isEmpty()) {
        getShell().tryStart();
      }
    } catch (IOException | URISyntaxException e) {
      // The reply has the reason: run does it again.
    }
  }

  private CredentialShell getShell() throws IOException, URISyntaxException {
    CredentialShell created = shell;
    if (created == null) {
      created = Agent.getHolder(RoleHolder.findOwnJar(), instrumentation, log).createShell();
      shell = created;
    }
    return created;
  }

  private void stopShell() {
    if (shell != null) {
      shell.stop();
    }
  }

  @Override
  public void run() {
    String reply;
    try {
      BytecodeVerification.checkEnabled();
      File jar = RoleHolder.findOwnJar();
      RoleHolder holder = Agent.getHolder(jar, instrumentation, log);
      if (arguments.isEmpty()) {
        reply = holder.detach();
        log.print("this JVM uses its own credentials again");
      } else {
        reply = holder.attach(Options.parse(arguments, jar), getShell());
      }
      reply = "ok " + reply;
    } catch (AgentException e) {
      stopShell();
      reply = "failed " + e.sentence();
    } catch (Exception | Error e) {
      stopShell();
      reply = "failed " + AgentException.unexpected(e).sentence();
    }
    writeReply(id + " " + reply);
  }

  /** Keeps some older replies, because their requesters may not have read them yet. */
  private static synchronized void writeReply(String line) {
    String[] before = System.getProperty(REPLY, "").split("\n", MAX_REPLIES);
    System.setProperty(
        REPLY,
        line
            + "\n"
            + String.join(
                "\n",
                Arrays.asList(before)
                    .subList(0, before.length < MAX_REPLIES ? before.length : MAX_REPLIES - 1)));
  }
}
