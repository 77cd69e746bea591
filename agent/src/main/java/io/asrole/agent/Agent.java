// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import io.asrole.agent.Options.OnFail;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters the agent: before the application's main, or while it runs.
 *
 * @see <a
 *     href="https://docs.oracle.com/javase/8/docs/api/java/lang/instrument/package-summary.html">java.lang.instrument</a>
 */
public final class Agent {
  static final Clock CLOCK = Clock.systemUTC();

  private static final int FAILED = 125;

  /** The JVM has one copy of these classes, and may be told of the agent often. */
  private static final AtomicReference<@Nullable RoleHolder> HOLDER = new AtomicReference<>();

  private static final AtomicReference<@Nullable String> STARTED = new AtomicReference<>();

  private Agent() {}

  /** Gives this JVM the role before the application's first class is loaded. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    Log log = new Log(System.err, CLOCK);
    try {
      // JAVA_TOOL_OPTIONS reaches keytool and jps, too.
      if (!isJdkTool(System.getProperty("sun.java.command", ""))) {
        start(arguments == null ? "" : arguments, instrumentation, log);
      }
    } catch (AgentException e) {
      log.refuse(e.sentence());
      System.exit(FAILED);
    } catch (Exception | LinkageError e) {
      // Thrown on, it would end the JVM with a core.
      log.refuse(AgentException.notStarted(e, self()).sentence());
      System.exit(FAILED);
    }
  }

  private static void start(String arguments, Instrumentation instrumentation, Log log)
      throws Exception {
    File jar = RoleHolder.jar();
    Options options = Options.parse(arguments, jar);
    if (!STARTED.compareAndSet(null, arguments)) {
      checkSame(String.valueOf(STARTED.get()), arguments);
      return;
    }
    Verification.check();
    Refresher refresher = holder(jar, instrumentation, log).start(options);
    if (!refresher.await(options.wait)) {
      goOnWithout(options, refresher, log);
    }
  }

  /** Changes the role of a JVM that runs; {@code asrole attach} and {@code detach} read how. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      AttachRequest.checkMayAnswer();
    } catch (SecurityException e) {
      new Log(System.err, CLOCK).say(AgentException.notStarted(e, self()).sentence());
      throw e; // Who attached is told that the agent does not start.
    }
    // Whoever else attaches meanwhile waits for this method, so it does not wait itself.
    Thread thread =
        new Thread(
            new AttachRequest(arguments == null ? "" : arguments, instrumentation),
            "asrole-attach");
    thread.setDaemon(true);
    thread.start();
  }

  /** A class of the agent, where it may be seen. */
  private static @Nullable URL self() {
    return Agent.class.getResource("Agent.class");
  }

  static boolean isJdkTool(String command) {
    String main = command.split(" ", 2)[0];
    // "java Program.java" is run by the compiler.
    return !main.endsWith(".jar")
        && !main.contains("javac.launcher.")
        && (main.startsWith("jdk.")
            || main.startsWith("java.")
            || main.startsWith("sun.")
            || main.startsWith("com.sun.tools."));
  }

  /** The one holder of this JVM's role, whatever jar comes later. */
  static synchronized RoleHolder holder(File jar, Instrumentation instrumentation, Log log) {
    RoleHolder holder = HOLDER.get();
    if (holder == null) {
      SdkCopies copies = new SdkCopies(Hook.INSTANCE);
      Awake awake = new Awake();
      SdkTransformer transformer = new SdkTransformer(copies, awake, log, Hook.INSTANCE);
      Hooks hooks = new Hooks(instrumentation, transformer, copies, awake);
      holder = new RoleHolder(jar, hooks, new Status(CLOCK, log, copies, awake), CLOCK);
      HOLDER.set(holder);
    }
    return holder;
  }

  private static void checkSame(String first, String second) throws AgentException {
    if (!first.equals(second)) {
      throw AgentException.twice(first, second);
    }
  }

  private static void goOnWithout(Options options, Refresher refresher, Log log)
      throws AgentException, InterruptedException {
    if (options.onFail == OnFail.EXIT) {
      throw AgentException.noCredentials(options.role, options.wait);
    }
    if (options.onFail == OnFail.WAIT) {
      log.say("the application starts as soon as there are credentials for " + options.role);
      while (!refresher.await(Duration.ofDays(1))) {}
    } else {
      log.say("the application starts without the role " + options.role + ", and gets it later");
    }
  }
}
