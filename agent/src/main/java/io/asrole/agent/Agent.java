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
 * The entry points of the agent: {@code premain} runs before the application's main method, {@code
 * agentmain} runs when {@code asrole attach} loads the agent into a running JVM.
 *
 * @see <a
 *     href="https://docs.oracle.com/javase/8/docs/api/java/lang/instrument/package-summary.html">java.lang.instrument</a>
 */
public final class Agent {
  static final Clock CLOCK = Clock.systemUTC();

  /** The exit status of the JVM if the agent cannot start. */
  private static final int FAILED = 125;

  /** The JVM loads these classes once, but calls the entry points for each flag and attach. */
  private static final AtomicReference<@Nullable RoleHolder> HOLDER = new AtomicReference<>();

  /** The arguments of the first {@code -javaagent} flag; null before it. */
  private static final AtomicReference<@Nullable String> STARTED = new AtomicReference<>();

  private Agent() {}

  /**
   * Gets the role's credentials and hooks the SDKs before the application starts. Ends the JVM with
   * status 125 if that fails.
   */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    Log log = new Log(System.err, CLOCK);
    try {
      // JAVA_TOOL_OPTIONS also applies to keytool and jps.
      if (!isJdkTool(System.getProperty("sun.java.command", ""))) {
        start(arguments == null ? "" : arguments, instrumentation, log);
      }
    } catch (AgentException e) {
      log.printFailure(e.sentence());
      System.exit(FAILED);
    } catch (Exception | LinkageError e) {
      // The JVM aborts with a core dump if premain throws.
      log.printFailure(AgentException.notStarted(e, findOwnClass()).sentence());
      System.exit(FAILED);
    }
  }

  private static void start(String arguments, Instrumentation instrumentation, Log log)
      throws Exception {
    File jar = RoleHolder.findOwnJar();
    Options options = Options.parse(arguments, jar);
    if (!STARTED.compareAndSet(null, arguments)) {
      checkSameArguments(String.valueOf(STARTED.get()), arguments);
      return;
    }
    BytecodeVerification.checkEnabled();
    Refresher refresher = getHolder(jar, instrumentation, log).start(options);
    if (!refresher.await(options.wait)) {
      handleMissingCredentials(options, refresher, log);
    }
  }

  /**
   * Starts an {@link AttachRequest} on a thread of its own. Throws SecurityException if a security
   * manager forbids it; {@code asrole attach} then reports that the agent does not start.
   */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      AttachRequest.checkMayReply();
    } catch (SecurityException e) {
      new Log(System.err, CLOCK).print(AgentException.notStarted(e, findOwnClass()).sentence());
      throw e;
    }
    // Other attach operations (jcmd, jstack) are blocked until this method returns.
    AttachRequest request = new AttachRequest(arguments == null ? "" : arguments, instrumentation);
    request.startShell();
    Thread thread = new Thread(request, "asrole-attach");
    thread.setDaemon(true);
    thread.start();
  }

  /** The URL of this class in the agent's jar; null if a security manager hides it. */
  private static @Nullable URL findOwnClass() {
    return Agent.class.getResource("Agent.class");
  }

  /**
   * Whether the main class belongs to a program of the JDK, such as keytool.
   *
   * @param command the system property {@code sun.java.command}: the main class or jar, and
   *     arguments
   */
  static boolean isJdkTool(String command) {
    String main = command.split(" ", 2)[0];
    // "java Program.java" runs an application with a main class of the compiler.
    return !main.endsWith(".jar")
        && !main.contains("javac.launcher.")
        && (main.startsWith("jdk.")
            || main.startsWith("java.")
            || main.startsWith("sun.")
            || main.startsWith("com.sun.tools."));
  }

  /** The only RoleHolder of this JVM, created by the first call. */
  static synchronized RoleHolder getHolder(File jar, Instrumentation instrumentation, Log log) {
    RoleHolder holder = HOLDER.get();
    if (holder == null) {
      SdkCopies copies = new SdkCopies(Hook.INSTANCE);
      LoadedSubsystems subsystems = new LoadedSubsystems();
      SdkTransformer transformer = new SdkTransformer(copies, subsystems, log, Hook.INSTANCE);
      Hooks hooks = new Hooks(instrumentation, transformer, copies, subsystems);
      holder = new RoleHolder(jar, hooks, new Status(CLOCK, log, copies, subsystems), CLOCK);
      holder.addShutdownHook();
      HOLDER.set(holder);
    }
    return holder;
  }

  private static void checkSameArguments(String first, String second) throws AgentException {
    if (!first.equals(second)) {
      throw AgentException.givenTwice(first, second);
    }
  }

  /** Does what the option {@code onfail} says after the wait for credentials. */
  private static void handleMissingCredentials(Options options, Refresher refresher, Log log)
      throws AgentException, InterruptedException {
    if (options.onFail == OnFail.EXIT) {
      throw AgentException.noCredentials(options.role, options.wait);
    }
    if (options.onFail == OnFail.WAIT) {
      log.print("the application starts as soon as there are credentials for " + options.role);
      while (!refresher.await(Duration.ofDays(1))) {}
    } else {
      log.print("the application starts without the role " + options.role + ", and gets it later");
    }
  }
}
