// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.control.ControlService;
import io.asrole.sandbox.control.Counters;
import io.asrole.sandbox.control.Fault;
import io.asrole.sandbox.control.Faults;
import io.asrole.sandbox.control.Tally;
import io.asrole.sandbox.http.Certificates;
import io.asrole.sandbox.http.Listener;
import io.asrole.sandbox.imds.ImdsService;
import io.asrole.sandbox.sts.StsCall;
import io.asrole.sandbox.sts.StsService;
import io.asrole.sandbox.world.RoleSessions;
import io.asrole.sandbox.world.World;
import io.asrole.sandbox.world.WorldBuilder;
import io.asrole.sandbox.world.WorldDraft;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running sandbox: instance metadata, STS and the control service on 127.0.0.1. */
public final class Sandbox implements AutoCloseable {
  private final Faults faults = new Faults();
  private final Tally tally = new Tally();
  private final Listener imds;
  private final Listener sts;
  private final Listener control;
  private final @Nullable Certificates certificates;
  private final SandboxClock clock;
  private final World world;

  private Sandbox(SandboxOptions options) {
    certificates = options.tls() ? Certificates.make() : null;
    InstantSource machine = InstantSource.offset(options.clock(), options.clockOffset());
    clock = new SandboxClock(machine);
    world = options.world();
    RoleSessions sessions = new RoleSessions();
    ImdsService metadata =
        new ImdsService(options.world(), sessions, options.imds(), options.imdsLifetime(), clock);
    StsService tokens =
        new StsService(options.world(), sessions, options.lifetime(), clock, machine, this::record);
    imds = Listener.start("imds", new Gate(metadata, faults, tally));
    sts = Listener.start("sts", new Gate(tokens, faults, tally), certificates);
    control = Listener.start("control", new ControlService(faults, tally)::answer);
  }

  /** Starts a sandbox with the built-in world and default options. */
  public static Sandbox start() {
    return start(SandboxOptions.defaults());
  }

  public static Sandbox start(SandboxOptions options) {
    return new Sandbox(options);
  }

  /** Starts a sandbox with a world that {@link WorldBuilder} builds. */
  public static Sandbox start(WorldDraft world) {
    return start(SandboxOptions.defaults().withWorld(world));
  }

  /**
   * The environment variables that make AWS tools use this sandbox. {@link #applyTo} also removes
   * the variables that would select other credentials or endpoints.
   */
  public Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", imds.url() + "/");
    variables.put("AWS_ENDPOINT_URL_STS", sts.url());
    variables.put("ASROLE_SANDBOX_CONTROL", control.url());
    variables.put("AWS_CONFIG_FILE", "/dev/null");
    variables.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    if (certificates != null) {
      variables.put("AWS_CA_BUNDLE", certificates.bundle().toString());
      variables.put("NODE_EXTRA_CA_CERTS", certificates.bundle().toString());
    }
    return variables;
  }

  /**
   * Makes a process use this sandbox: sets the variables of {@link #environment} and removes AWS
   * credentials, and variables for a profile, a region or an endpoint, that it would inherit.
   *
   * @return the argument
   */
  public ProcessBuilder applyTo(ProcessBuilder process) {
    Map<String, String> variables = ChildEnvironment.create(process.environment(), environment());
    process.environment().clear();
    process.environment().putAll(variables);
    return process;
  }

  /**
   * The system properties that make AWS SDKs in this JVM use this sandbox: the SDK for Java v2 and
   * the SDK for Kotlin wholly, the SDK for Java v1 except for its STS client, which has no property
   * for an endpoint and needs {@link #stsEndpoint}. Https ({@link SandboxOptions#withTls}) also
   * needs the certificate authority of {@link #environment} in a trust store.
   *
   * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">Settings
   *     reference of the AWS SDKs</a>
   */
  public Map<String, String> systemProperties() {
    return AwsSystemProperties.create(environment(), world.region());
  }

  /**
   * Sets {@link #systemProperties} in this JVM and removes properties that would select other
   * credentials or endpoints. The properties of a JVM are common to all of its threads.
   *
   * @return restores the properties when it is closed
   */
  public AppliedSystemProperties applySystemProperties() {
    return AppliedSystemProperties.apply(systemProperties(), AwsSystemProperties.REMOVED);
  }

  /** The URL of STS, without a slash at its end: {@code http://127.0.0.1:40123}. */
  public URI stsEndpoint() {
    return URI.create(sts.url());
  }

  /** The URL of instance metadata, without a slash at its end. */
  public URI imdsEndpoint() {
    return URI.create(imds.url());
  }

  /** The world of this sandbox. */
  public World world() {
    return world;
  }

  /** The clock that sessions, the instance's credentials and metadata tokens expire by. */
  public SandboxClock clock() {
    return clock;
  }

  public void queue(Fault fault) {
    faults.queue(fault);
  }

  public void clearFaults() {
    faults.clear();
  }

  public Counters counters() {
    return tally.snapshot();
  }

  @Override
  public void close() {
    faults.clear();
    imds.close();
    sts.close();
    control.close();
    if (certificates != null) {
      certificates.close();
    }
  }

  private void record(StsCall call) {
    tally.signed(call.callerArn(), call.expired());
    if (call.action().equals("AssumeRole")) {
      tally.assumeRole(call.parameters());
    }
  }
}
