// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.util.Arrays;

/**
 * One call of {@code asrole attach} or {@code detach}: {@code ID=ARGUMENTS}, the arguments being
 * those of {@code -javaagent}, or nothing to detach. The answer is a system property.
 */
final class AttachRequest implements Runnable {
  /**
   * The last answers, the newest first: {@code ID ok VERSION HOOKED NOT_HOOKED}, with a last word
   * {@code keys} where the environment has keys that somebody chose, or {@code ID failed SENTENCE}.
   */
  private static final String ANSWER = "asrole.attach.reply";

  private static final int MOST = 4;

  private final String id;
  private final String arguments;
  private final Instrumentation instrumentation;

  AttachRequest(String request, Instrumentation instrumentation) {
    int equals = request.indexOf('=');
    this.id = equals < 0 ? "" : request.substring(0, equals);
    this.arguments = request.substring(equals + 1);
    this.instrumentation = instrumentation;
  }

  /** Throws where a security manager forbids to answer, and whoever attaches would wait in vain. */
  static void checkMayAnswer() {
    System.setProperty(ANSWER, System.getProperty(ANSWER, ""));
  }

  @Override
  public void run() {
    // What stands in System.err by now may be the application's logging.
    Log log = new Log(new PrintStream(new FileOutputStream(FileDescriptor.err), true), Agent.CLOCK);
    String answer;
    try {
      Verification.check();
      File jar = RoleHolder.jar();
      RoleHolder holder = Agent.holder(jar, instrumentation, log);
      if (arguments.isEmpty()) {
        answer = holder.giveUp();
        log.say("this JVM uses its own credentials again");
      } else {
        answer = holder.take(Options.parse(arguments, jar));
      }
      answer = "ok " + answer;
    } catch (AgentException e) {
      answer = "failed " + e.sentence();
    } catch (Exception | Error e) {
      answer = "failed " + AgentException.unexpected(e).sentence();
    }
    answer(id + " " + answer);
  }

  /** A few, for whoever asked before may not have read the answer yet. */
  private static synchronized void answer(String line) {
    String[] before = System.getProperty(ANSWER, "").split("\n", MOST);
    System.setProperty(
        ANSWER,
        line
            + "\n"
            + String.join(
                "\n",
                Arrays.asList(before).subList(0, before.length < MOST ? before.length : MOST - 1)));
  }
}
