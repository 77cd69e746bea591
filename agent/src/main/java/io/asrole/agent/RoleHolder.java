// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Starts, changes and ends the role of this JVM: it connects the refresher, the hooks and the
 * status.
 */
final class RoleHolder {
  /** The folder in the agent's jar to which the build moves ASM. */
  private static final String ASM = "io/asrole/agent/asm/";

  /** The script of the shell in the agent's jar. */
  private static final String SCRIPT = "io/asrole/agent/credential-shell.sh";

  /** No shutdown hook of an application takes longer. */
  private static final Duration LONGEST_SHUTDOWN = Duration.ofMinutes(10);

  private final File jar;
  private final Hooks hooks;
  private final Status status;
  private final Clock clock;
  private volatile @Nullable Refresher refresher;
  private volatile @Nullable CredentialShell shell;
  private @Nullable String script;
  private boolean isLoaded;

  RoleHolder(File jar, Hooks hooks, Status status, Clock clock) {
    this.jar = jar;
    this.hooks = hooks;
    this.status = status;
    this.clock = clock;
  }

  /** Adds a shutdown hook that ends the shell; called once. */
  void addShutdownHook() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread("asrole-shutdown") {
              @Override
              public void run() {
                stopIdleShell();
              }
            });
  }

  /**
   * Ends the shell unless it may be needed before the JVM ends. A JVM ends 0.3 s later if a thread
   * waits for a process, as Java's process reaper does.
   */
  private void stopIdleShell() {
    Refresher current = refresher;
    CredentialShell idle = shell;
    if (current != null && idle != null && current.hasCredentialsFor(LONGEST_SHUTDOWN)) {
      idle.stopIfIdle();
    }
  }

  /**
   * Starts the role before the application. The first refresh runs while the hooks are installed.
   * The shell is started by the thread of the caller, see {@link CredentialShell#start}.
   *
   * @return the refresher, to wait for the first credentials
   */
  synchronized Refresher start(Options options) throws IOException, ClassNotFoundException {
    status.setRole(options.role);
    CredentialShell started = createShell();
    started.tryStart();
    shell = started;
    Refresher first = replaceRefresher(createProcess(options, started));
    first.start();
    loadAllClasses();
    hooks.install(options.scope);
    return first;
  }

  /**
   * Switches a running JVM to the role. If the credential process fails, nothing changes. Otherwise
   * all hooked providers switch at once.
   *
   * @param next the shell for this role
   * @return the content of the reply, see {@link Status#attachReply}
   */
  synchronized String attach(Options options, CredentialShell next)
      throws AgentException, InterruptedException, IOException, ClassNotFoundException {
    CredentialShell before = shell;
    CredentialShell used = chooseShell(next, options.program);
    CredentialProcess process = createProcess(options, used);
    CredentialProcess.Answer answer = process.resolveCredentials(null);
    Hook.INSTANCE.environmentKeys().markIfIssued(answer.credentials);
    loadAllClasses();
    boolean hasNoRole = refresher == null;
    if (hasNoRole) {
      hooks.install(options.scope);
    }
    status.setRole(options.role);
    shell = used;
    replaceRefresher(process).start(answer);
    if (!hasNoRole) {
      hooks.install(options.scope); // Last, so that a wider scope never uses the previous role.
    }
    if (before != null && before != used) {
      before.stop();
    }
    return status.attachReply();
  }

  /**
   * Ends the role: the SDKs resolve their own credentials again.
   *
   * @return the content of the reply, see {@link Status#attachReply}
   */
  synchronized String detach() {
    Refresher before = refresher;
    if (before != null) {
      before.stop();
      refresher = null;
    }
    CredentialShell current = shell;
    if (current != null) {
      current.stop();
      shell = null;
    }
    Hook.INSTANCE.withdraw();
    hooks.remove();
    status.setRole(null);
    return status.attachReply();
  }

  /** Stops the current refresher and creates the next, which is not started yet. */
  private Refresher replaceRefresher(CredentialProcess process) {
    Refresher before = refresher;
    if (before != null) {
      before.stop();
    }
    Refresher next = new Refresher(process, Hook.INSTANCE, clock, status);
    refresher = next;
    return next;
  }

  /** A shell that is not started. Its script is read once, because the jar may be overwritten. */
  synchronized CredentialShell createShell() throws IOException {
    String read = script;
    if (read == null) {
      read = readScript();
      script = read;
    }
    return new CredentialShell(CredentialShell.SH, read);
  }

  /** With JarFile, because Class.getResourceAsStream loads eleven classes of the JDK. */
  private String readScript() throws IOException {
    try (JarFile file = new JarFile(jar);
        InputStream in = file.getInputStream(file.getEntry(SCRIPT))) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
        content.write(buffer, 0, length);
      }
      return new String(content.toByteArray(), StandardCharsets.UTF_8);
    }
  }

  /** The next shell, or the current one if this JVM cannot start processes any more. */
  private CredentialShell chooseShell(CredentialShell next, String program) throws AgentException {
    try {
      next.start();
      return next;
    } catch (IOException e) {
      CredentialShell current = shell;
      if (current != null && current.isRunning()) {
        return current;
      }
      String reason = String.valueOf(e.getMessage());
      throw SeccompFilter.isInstalled()
          ? AgentException.noProcesses(reason)
          : AgentException.notRun(program, reason, false);
    }
  }

  private CredentialProcess createProcess(Options options, CredentialShell with) {
    return new CredentialProcess(
        options.program, options.command, clock, CredentialProcess.TIME_LIMIT, with);
  }

  /**
   * Loads every class of the agent's jar before the first class is hooked, because the jar may be
   * overwritten later. The classes of ASM are initialized, too: otherwise two threads that load
   * classes of an SDK could wait for each other, one for a lock of another agent, one for the
   * initialization. The agent's own classes are initialized by now, or their initialization uses no
   * other class.
   */
  private void loadAllClasses() throws IOException, ClassNotFoundException {
    if (isLoaded) {
      return;
    }
    try (JarFile file = new JarFile(jar)) {
      for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
        String name = entries.nextElement().getName();
        if (name.endsWith(".class")) {
          Class.forName(
              name.substring(0, name.length() - ".class".length()).replace('/', '.'),
              name.startsWith(ASM),
              RoleHolder.class.getClassLoader());
        }
      }
    }
    isLoaded = true;
  }

  /** The jar that this agent was loaded from. */
  static File findOwnJar() throws URISyntaxException {
    return new File(RoleHolder.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .getAbsoluteFile();
  }
}
