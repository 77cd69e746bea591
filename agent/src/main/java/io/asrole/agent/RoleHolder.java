// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** The role of this JVM: taken at its start or later, changed, and given up. */
final class RoleHolder {
  /** The folder in the agent's jar to which the build moves ASM. */
  private static final String ASM = "io/asrole/agent/asm/";

  private final File jar;
  private final Hooks hooks;
  private final Status status;
  private final Clock clock;
  private @Nullable Refresher refresher;
  private boolean isLoaded;

  RoleHolder(File jar, Hooks hooks, Status status, Clock clock) {
    this.jar = jar;
    this.hooks = hooks;
    this.status = status;
    this.clock = clock;
  }

  /** Before main: the credentials are asked for while the hooks are put in. */
  synchronized Refresher start(Options options) throws IOException, ClassNotFoundException {
    status.has(options.role);
    Refresher started = replaceBy(process(options));
    started.start();
    loadAll();
    hooks.putIn(options.scope);
    return started;
  }

  /**
   * In a JVM that runs: without credentials of the role nothing changes, and with them all that is
   * hooked changes at once.
   *
   * @return the agent's version, and how many classes are hooked and not
   */
  synchronized String take(Options options)
      throws AgentException, InterruptedException, IOException, ClassNotFoundException {
    CredentialProcess process = process(options);
    CredentialProcess.Answer answer = process.resolveCredentials(null);
    Hook.INSTANCE.environment().compare(answer.credentials);
    loadAll();
    boolean hadNone = refresher == null;
    if (hadNone) {
      hooks.putIn(options.scope);
    }
    status.has(options.role);
    replaceBy(process).start(answer);
    if (!hadNone) {
      hooks.putIn(options.scope); // Of a wider scope none answers with the role before.
    }
    return status.counts();
  }

  /** The SDKs resolve their own credentials again; returns as take does. */
  synchronized String giveUp() {
    Refresher before = refresher;
    if (before != null) {
      before.stop();
      refresher = null;
    }
    Hook.INSTANCE.withdraw();
    hooks.takeOut();
    status.has(null);
    return status.counts();
  }

  /** One refresher at a time, whoever comes last. */
  private Refresher replaceBy(CredentialProcess process) {
    Refresher before = refresher;
    if (before != null) {
      before.stop();
    }
    Refresher next = new Refresher(process, Hook.INSTANCE, clock, status);
    refresher = next;
    return next;
  }

  private CredentialProcess process(Options options) {
    return new CredentialProcess(
        options.program, options.command, clock, CredentialProcess.LONGEST);
  }

  /**
   * Loads every class of the agent's jar before the first class is hooked, because the jar may be
   * overwritten later. The classes of ASM are initialized, too: otherwise two threads that load
   * classes of an SDK could wait for each other, one for a lock of another agent, one for the
   * initialization. The agent's own classes need no other class for it, or are initialized by now.
   */
  private void loadAll() throws IOException, ClassNotFoundException {
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

  /** The agent's own file. */
  static File jar() throws URISyntaxException {
    return new File(RoleHolder.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .getAbsoluteFile();
  }
}
