// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import io.asrole.agent.Options.OnFail;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.Enumeration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters the agent, before the application's main.
 *
 * @see <a
 *     href="https://docs.oracle.com/javase/8/docs/api/java/lang/instrument/package-summary.html">java.lang.instrument</a>
 */
public final class Agent {
  private static final int FAILED = 125;

  /** The JVM has one copy of these classes, and may be told of the agent twice. */
  private static final AtomicReference<@Nullable String> STARTED = new AtomicReference<>();

  private Agent() {}

  /** Gives this JVM the role before the application's first class is loaded. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation)
      throws Exception {
    // JAVA_TOOL_OPTIONS reaches keytool and jps, too.
    if (isJdkTool(System.getProperty("sun.java.command", ""))) {
      return;
    }
    Log log = new Log(System.err);
    try {
      File jar = jar();
      Options options = Options.parse(arguments == null ? "" : arguments, jar);
      if (!STARTED.compareAndSet(null, arguments)) {
        checkSame(String.valueOf(STARTED.get()), String.valueOf(arguments));
        return;
      }
      Refresher refresher = start(options, log);
      loadAll(jar);
      hook(instrumentation, new SdkTransformer(options.scope, log));
      if (!refresher.await(options.wait)) {
        goOnWithout(options, refresher, log);
      }
    } catch (AgentException e) {
      log.say(e.sentence());
      System.exit(FAILED);
    }
  }

  static boolean isJdkTool(String command) {
    return command.startsWith("jdk.")
        || command.startsWith("java.")
        || command.startsWith("sun.")
        || command.startsWith("com.sun.tools.");
  }

  private static void checkSame(String first, String second) throws AgentException {
    if (!first.equals(second)) {
      throw AgentException.twice(first, second);
    }
  }

  private static Refresher start(Options options, Log log) {
    Clock clock = Clock.systemUTC();
    CredentialProcess process =
        new CredentialProcess(options.program, options.command, clock, CredentialProcess.LONGEST);
    Refresher refresher = new Refresher(options.role, process, Hook.INSTANCE, clock, log);
    refresher.start();
    return refresher;
  }

  private static void goOnWithout(Options options, Refresher refresher, Log log)
      throws AgentException, InterruptedException {
    if (options.onFail == OnFail.EXIT) {
      throw AgentException.noCredentials(options.role, options.wait);
    }
    if (options.onFail == OnFail.WAIT) {
      log.say("the application starts when there are credentials of " + options.role);
      while (!refresher.await(Duration.ofDays(1))) {}
    } else {
      log.say("the application starts without " + options.role);
    }
  }

  /**
   * Loads every class of the agent: one that is loaded while the JVM has us transform another may
   * be in a circle, and one that is loaded in a month may be of another version's jar.
   */
  private static void loadAll(File jar) throws IOException, ClassNotFoundException {
    try (JarFile file = new JarFile(jar)) {
      for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
        String name = entries.nextElement().getName();
        if (name.endsWith(".class")) {
          Class.forName(
              name.substring(0, name.length() - ".class".length()).replace('/', '.'),
              false,
              Agent.class.getClassLoader());
        }
      }
    }
  }

  /** Another agent may have loaded classes of an SDK before us. */
  private static void hook(Instrumentation instrumentation, SdkTransformer transformer)
      throws UnmodifiableClassException {
    instrumentation.addTransformer(transformer, true);
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (HookTable.row(loaded) != null) {
        instrumentation.retransformClasses(loaded);
      }
    }
  }

  private static File jar() throws URISyntaxException, IOException {
    return new File(Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .getCanonicalFile();
  }
}
