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

  private Sandbox(SandboxOptions options) {
    certificates = options.tls() ? Certificates.make() : null;
    InstantSource clock = InstantSource.offset(options.clock(), options.clockOffset());
    RoleSessions sessions = new RoleSessions(clock);
    ImdsService metadata =
        new ImdsService(options.world(), sessions, options.imds(), options.imdsLifetime(), clock);
    StsService tokens =
        new StsService(options.world(), sessions, options.lifetime(), clock, this::record);
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

  /** The environment variables that make AWS tools use this sandbox. */
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
