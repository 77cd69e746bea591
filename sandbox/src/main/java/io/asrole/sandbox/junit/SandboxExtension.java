// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.junit;

import io.asrole.sandbox.AppliedSystemProperties;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxClock;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.control.Counters;
import io.asrole.sandbox.control.Fault;
import io.asrole.sandbox.iam.Decision;
import io.asrole.sandbox.iam.DecisionRecord;
import io.asrole.sandbox.world.World;
import io.asrole.sandbox.world.WorldDraft;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit Jupiter extension that runs a {@link Sandbox}: EC2 instance metadata and STS on ports of
 * 127.0.0.1 that no other test class has.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SandboxExtension aws =
 *     new SandboxExtension()
 *         .withWorld(World.seed().role("Deploy").trusts("ExampleRole"))
 *         .withSystemProperties();
 * }</pre>
 *
 * <p>In a static field, the sandbox lives as long as the test class, its nested classes included.
 * In an instance field, each test has a sandbox of its own. With {@code
 * ExtendWith(SandboxExtension.class)}, the sandbox has the built-in world and lives as long as the
 * test class. Parameters of type {@link Sandbox} are injected in each of these cases.
 *
 * <p>After each test, the faults are cleared. Sessions, counters and the clock stay as they are.
 *
 * @see <a
 *     href="https://docs.junit.org/current/user-guide/#extensions-registration-programmatic">Programmatic
 *     extension registration</a>
 */
public final class SandboxExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {
  private final SandboxOptions options;
  private final boolean setsProperties;
  private int users;
  private @Nullable Sandbox running;
  private @Nullable AppliedSystemProperties properties;

  /** A sandbox with the built-in world and the default options. */
  public SandboxExtension() {
    this(SandboxOptions.defaults());
  }

  /** A sandbox with these options. */
  public SandboxExtension(SandboxOptions options) {
    this(options, false);
  }

  private SandboxExtension(SandboxOptions options, boolean setsProperties) {
    this.options = options;
    this.setsProperties = setsProperties;
  }

  /** The same extension with another world. */
  public SandboxExtension withWorld(World world) {
    return new SandboxExtension(options.withWorld(world), setsProperties);
  }

  /**
   * The same extension with another world.
   *
   * @throws IllegalStateException if a role of the draft has no trust policy
   */
  public SandboxExtension withWorld(WorldDraft draft) {
    return withWorld(draft.build());
  }

  /**
   * The same extension, which also sets {@link Sandbox#systemProperties} in this JVM while the
   * sandbox runs, and restores them when it ends. Do not run such test classes at the same time:
   * JUnit's {@code ResourceLock(Resources.SYSTEM_PROPERTIES)} prevents it.
   */
  public SandboxExtension withSystemProperties() {
    return new SandboxExtension(options, true);
  }

  /**
   * The running sandbox.
   *
   * @throws IllegalStateException if it does not run: before the test class and after it
   */
  public synchronized Sandbox sandbox() {
    if (running == null) {
      throw new IllegalStateException(
          "the sandbox is not running: it runs from before the first test to after the last test of"
              + " a class that registers the extension");
    }
    return running;
  }

  /** {@link Sandbox#environment()} of the running sandbox. */
  public Map<String, String> environment() {
    return sandbox().environment();
  }

  /** {@link Sandbox#applyTo} of the running sandbox. */
  public ProcessBuilder applyTo(ProcessBuilder process) {
    return sandbox().applyTo(process);
  }

  /** {@link Sandbox#systemProperties} of the running sandbox. */
  public Map<String, String> systemProperties() {
    return sandbox().systemProperties();
  }

  /** Adds a fault, which is played until it is used up, at the longest until the test ends. */
  public void queue(Fault fault) {
    sandbox().queue(fault);
  }

  /** Removes all faults, and closes the connections that a fault holds open. */
  public void clearFaults() {
    sandbox().clearFaults();
  }

  /** The numbers of requests since the sandbox started, or since {@link #clearCounters}. */
  public Counters counters() {
    return sandbox().counters();
  }

  /** Sets all counters to zero. */
  public void clearCounters() {
    sandbox().clearCounters();
  }

  /**
   * The decisions that refused a request for a role, oldest first. {@link Decision#because} of each
   * says why, with the statement and the condition that decided. The list has at most the newest
   * refusals among the last 1000 decisions of the sandbox.
   */
  public List<DecisionRecord> refusals() {
    return sandbox().refusals();
  }

  /** The clock of the running sandbox, which a test can move forward. */
  public SandboxClock clock() {
    return sandbox().clock();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    start();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    clearFaults();
    stop();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stop();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Sandbox.class;
  }

  @Override
  public Sandbox resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return sandbox();
  }

  /** Counts test classes, nested ones and tests, so the first starts the sandbox. */
  private synchronized void start() {
    if (running == null) {
      Sandbox started = Sandbox.start(options);
      running = started;
      properties = setsProperties ? AppliedSystemProperties.apply(started) : null;
    }
    users++;
  }

  private synchronized void stop() {
    users--;
    if (users == 0 && running != null) {
      if (properties != null) {
        properties.close();
        properties = null;
      }
      running.close();
      running = null;
    }
  }
}
