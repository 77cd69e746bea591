// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.check.Finding;
import io.asrole.check.OverridingSettings;
import io.asrole.child.ChildEnvironment;
import io.asrole.child.JvmOptionVariables;
import io.asrole.role.SourceChoice;
import io.asrole.start.AwsContext;
import io.asrole.start.Invocation;
import io.asrole.start.RoleCall;
import io.asrole.start.RoleSessionOpener;
import io.asrole.sts.SecurityTokenService;
import io.asrole.sts.StsEndpoint;
import io.asrole.text.BoundedTask;
import io.asrole.text.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs the steps of a start up to AssumeRole and reports a finding for each step. */
public final class DoctorRun {
  private final Invocation invocation;
  private final RoleCall call;
  private final Progress progress;
  private final AwsContext aws;
  private final Consumer<Finding> findings;
  private final OverridingSettings overriding;
  private final DiagnosedStart start;

  /**
   * Prepares the diagnosis of a call.
   *
   * @param call if its role is empty, only the source credentials are checked
   * @param findings receives the finding of each step as soon as the step is done
   */
  public DoctorRun(
      Invocation invocation, RoleCall call, Progress progress, Consumer<Finding> findings)
      throws AsroleException {
    this.invocation = invocation;
    this.call = call;
    this.progress = progress;
    this.aws = AwsContext.read(invocation, progress, call.role());
    this.findings = findings;
    this.overriding =
        new OverridingSettings(
            JvmOptionVariables.restore(invocation.environment()),
            ChildEnvironment.removedFrom(invocation.environment()),
            aws.profiles().hasDefaultKeys(),
            aws.profiles().danglingVariables(invocation.environment()));
    this.start = new DiagnosedStart(invocation, aws, call.role(), overriding, findings);
  }

  /** Runs the steps until one fails or the time limit is reached. */
  public void within(Duration most) throws InterruptedException {
    overriding.findings().forEach(findings);
    aws.profiles()
        .unreadable()
        .ifPresent(e -> findings.accept(Finding.warn("environment", e.sentence())));
    FutureTask<Boolean> steps = BoundedTask.start("doctor", this::opensSession);
    try {
      steps.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      start.timedOut(most);
      // End the credential_process, which would keep running after asrole.
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    } catch (ExecutionException e) {
      start.fail(
          e.getCause() instanceof AsroleException failure
              ? failure
              : AsroleException.unavailable(
                  "unexpected failure, a defect of asrole: " + e.getCause()));
    }
  }

  /** Runs the steps. Returns whether a role session was opened: false for a call without a role. */
  private boolean opensSession() throws AsroleException {
    RoleSessionOpener opener =
        RoleSessionOpener.createForDiagnosis(invocation, progress, aws, start);
    if (!call.role().isEmpty()) {
      opener.assumeRole(aws.request(call), Optional.empty());
      return true;
    }
    SourceChoice source = aws.source(call.source() == null ? "auto" : call.source());
    start.checkMetadata(source);
    if (source == SourceChoice.Ambient.GRANT) {
      return false; // Only a role has credentials on a guarded host.
    }
    String region =
        aws.defaults()
            .region(aws.configuredRegion(call.region()), source == SourceChoice.Ambient.INSTANCE);
    StsEndpoint endpoint = aws.stsEndpoint(region);
    start.foundEndpoint(source, region, endpoint);
    Credentials credentials = opener.credentials(source);
    start.gotSourceCredentials(
        source,
        credentials,
        SecurityTokenService.impatient(endpoint, invocation.clock(), progress));
    return false;
  }
}
