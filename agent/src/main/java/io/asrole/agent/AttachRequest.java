// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;

/**
 * One call of {@code asrole attach} or {@code detach}: {@code ID=ARGUMENTS}, the arguments being
 * those of {@code -javaagent}, or nothing to detach. The answer is a system property.
 */
final class AttachRequest implements Runnable {
  /** {@code ID ok VERSION HOOKED NOT_HOOKED}, or {@code ID failed SENTENCE}. */
  private static final String ANSWER = "asrole.answer";

  private final String id;
  private final String arguments;
  private final Instrumentation instrumentation;

  AttachRequest(String request, Instrumentation instrumentation) {
    int equals = request.indexOf('=');
    this.id = equals < 0 ? "" : request.substring(0, equals);
    this.arguments = request.substring(equals + 1);
    this.instrumentation = instrumentation;
  }

  @Override
  public void run() {
    Log log = new Log(System.err);
    String answer;
    try {
      Verification.check();
      File jar = RoleHolder.jar();
      RoleHolder holder = Agent.holder(jar, instrumentation, log);
      if (arguments.isEmpty()) {
        answer = holder.giveUp();
        log.say("this JVM has no role any more");
      } else {
        Options options = Options.parse(arguments, jar);
        answer = holder.take(options);
        log.say("this JVM has the role " + options.role + " from now on");
      }
      answer = "ok " + answer;
    } catch (AgentException e) {
      answer = "failed " + e.sentence();
    } catch (Exception | Error e) {
      answer = "failed " + AgentException.unexpected(e).sentence();
    }
    System.setProperty(ANSWER, id + " " + answer);
  }
}
