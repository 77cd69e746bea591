// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.control.ControlService;
import io.asrole.sandbox.control.Counters;
import io.asrole.sandbox.control.Fault;
import io.asrole.sandbox.control.Faults;
import io.asrole.sandbox.control.Gate;
import io.asrole.sandbox.control.ReceivedRequest;
import io.asrole.sandbox.control.Recent;
import io.asrole.sandbox.control.Tally;
import io.asrole.sandbox.http.Certificates;
import io.asrole.sandbox.http.Listener;
import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.http.Service;
import io.asrole.sandbox.iam.DecisionRecord;
import io.asrole.sandbox.imds.ImdsService;
import io.asrole.sandbox.oidc.SigningKey;
import io.asrole.sandbox.oidc.TokenIssuer;
import io.asrole.sandbox.services.AwsEndpoint;
import io.asrole.sandbox.services.UnsupportedService;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.sts.StsCall;
import io.asrole.sandbox.sts.StsService;
import io.asrole.sandbox.world.World;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A running sandbox: instance metadata, STS and the control endpoint, by default on 127.0.0.1. */
public final class Sandbox implements AutoCloseable {
  private final Faults faults = new Faults();
  private final Tally tally = new Tally();
  private final Recent<ReceivedRequest> requests = new Recent<>();
  private final Recent<DecisionRecord> decisions = new Recent<>();
  private final Deque<Runnable> closers = new ArrayDeque<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Endpoints endpoints;
  private final World world;
  private final InstantSource machine;
  private final SandboxClock clock;
  private final SigningKey key = new SigningKey();
  private final TokenIssuer tokens;

  private Sandbox(SandboxOptions options, Endpoints endpoints) {
    this.endpoints = endpoints;
    this.world = options.world();
    this.machine = InstantSource.offset(options.clock(), options.clockOffset());
    this.clock = new SandboxClock(machine);
    this.tokens = new TokenIssuer(world.oidcProviders(), key, clock);
    try {
      open(options);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open(SandboxOptions options) {
    RoleSessions sessions = new RoleSessions(clock);
    ImdsService metadata =
        new ImdsService(
            world, sessions, options.imds(), options.imdsLifetime(), clock, decisions::add);
    AwsEndpoint aws =
        new AwsEndpoint(
            new StsService(
                world,
                sessions,
                options.lifetime(),
                clock,
                machine,
                key,
                this::counted,
                decisions::add),
            new UnsupportedService());
    ControlService control =
        new ControlService(
            faults, tally, requests, ControlRoutes.create(metadata.notices(), tokens, decisions));
    Certificates certificates = options.tls() ? Certificates.make() : null;
    if (certificates != null) {
      closers.push(certificates::close);
      certificates.addTo(environment);
    }
    String imds = listen("instance metadata", endpoints.imds(), gate(metadata), null);
    String sts = listen("STS", endpoints.sts(), gate(aws), certificates);
    environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", imds + "/");
    environment.put("AWS_ENDPOINT_URL", sts);
    environment.put("AWS_ENDPOINT_URL_STS", sts);
    environment.put("AWS_REGION", world.region());
    environment.put("AWS_DEFAULT_REGION", world.region());
    environment.put(
        "ASROLE_SANDBOX_CONTROL",
        listen("the control endpoint", endpoints.control(), control::answer, null));
    ConfigFiles files = ConfigFiles.create();
    closers.push(files::close);
    files.addTo(environment);
  }

  /** Starts a server and returns its URL. */
  private String listen(
      String name,
      int port,
      Function<Request, Response> service,
      @Nullable Certificates certificates) {
    Listener listener = Listener.start(name, endpoints.address(port), service, certificates);
    closers.push(listener::close);
    return listener.url();
  }

  /** Starts a sandbox with the built-in world and default options. */
  public static Sandbox start() {
    return start(SandboxOptions.defaults());
  }

  /** Starts a sandbox on free ports of 127.0.0.1. */
  public static Sandbox start(SandboxOptions options) {
    return start(options, Endpoints.free());
  }

  /**
   * Starts a sandbox.
   *
   * @throws java.io.UncheckedIOException if it cannot listen on one of the endpoints
   */
  public static Sandbox start(SandboxOptions options, Endpoints endpoints) {
    return new Sandbox(options, endpoints);
  }

  /** The environment variables that make AWS tools use this sandbox. */
  public Map<String, String> environment() {
    return Collections.unmodifiableMap(environment);
  }

  /**
   * A web identity token of the world's only OpenID Connect provider, for its first audience. It
   * expires after one hour.
   *
   * @param claims further claims; they replace those that every token has
   */
  public String webIdentityToken(String subject, Map<String, Object> claims) {
    return tokens.issue(null, subject, claims);
  }

  /**
   * The same token of one of the world's OpenID Connect providers.
   *
   * @param issuer the URL of the provider, such as {@code
   *     https://token.actions.githubusercontent.com}
   */
  public String webIdentityToken(String issuer, String subject, Map<String, Object> claims) {
    return tokens.issue(issuer, subject, claims);
  }

  /**
   * Sets the variables of a process, removes inherited AWS credentials, and returns the process.
   */
  public ProcessBuilder applyTo(ProcessBuilder process) {
    Map<String, String> variables = ChildEnvironment.create(process.environment(), environment());
    process.environment().clear();
    process.environment().putAll(variables);
    return process;
  }

  /** The system properties for AWS SDKs in this JVM. STS of SDK v1 needs {@link #stsEndpoint}. */
  public Map<String, String> systemProperties() {
    return AwsSystemProperties.create(environment(), world.region());
  }

  /** The URL of STS, without a slash at its end: {@code http://127.0.0.1:40123}. */
  public URI stsEndpoint() {
    return URI.create(String.valueOf(environment.get("AWS_ENDPOINT_URL_STS")));
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

  /** The numbers of requests since the start, or since {@link #clearCounters}. */
  public Counters counters() {
    return tally.snapshot();
  }

  public void clearCounters() {
    tally.clear();
  }

  /** The newest 1000 requests, without their secrets. */
  public List<ReceivedRequest> requests() {
    return requests.list();
  }

  /** The newest 1000 decisions on requests for a role: those of STS, and EC2's that are refused. */
  public List<DecisionRecord> decisions() {
    return decisions.list();
  }

  /** Those of {@link #decisions} that refused the request. */
  public List<DecisionRecord> refusals() {
    return decisions.list().stream().filter(DecisionRecord::isRefusal).toList();
  }

  /** Calls the listener for each decision from now on. */
  public void onDecision(Consumer<DecisionRecord> listener) {
    decisions.onAdd(listener);
  }

  @Override
  public void close() {
    faults.clear();
    while (!closers.isEmpty()) {
      closers.pop().run();
    }
  }

  private Gate gate(Service service) {
    return new Gate(service, faults, tally, requests, clock);
  }

  private void counted(StsCall call) {
    tally.signed(call.callerArn(), call.expired());
    if (call.action().equals("AssumeRole")) {
      tally.assumeRole(call.parameters());
    }
  }
}
