// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.FailureCause;
import io.asrole.posix.Ec2Hardware;
import io.asrole.posix.Host;
import io.asrole.role.Arn;
import io.asrole.role.RoleArn;
import io.asrole.role.RoleReference;
import io.asrole.role.RoleRequest;
import io.asrole.role.RoleSessionName;
import io.asrole.role.SessionParameters;
import io.asrole.role.SourceChoice;
import io.asrole.source.InstanceProfile;
import io.asrole.sts.CallerIdentity;
import io.asrole.sts.SecurityTokenService;
import io.asrole.text.Alphabet;
import io.asrole.text.Progress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Completes a request from the instance or the caller: region, account, role session name. */
public final class RequestDefaults {
  private static final String NO_REGION =
      "no region: give --region, or set AWS_REGION, or region in the AWS config file";

  private final InstanceProfile instance;
  private final String user;
  private final Progress progress;

  RequestDefaults(InstanceProfile instance, String user, Progress progress) {
    this.instance = instance;
    this.user = user;
    this.progress = progress;
  }

  /** The region of STS, and of the command if its environment has no region. */
  public String region(RoleRequest request) throws AsroleException {
    return region(request.region(), request.source() == SourceChoice.Ambient.INSTANCE);
  }

  /**
   * Checks and returns the configured region, or else returns the instance's region.
   *
   * @param onlyMetadata whether the start needs instance metadata; then its failure is thrown as is
   */
  public String region(@Nullable String configured, boolean onlyMetadata) throws AsroleException {
    if (configured != null) {
      if (!(!configured.isEmpty() && Alphabet.REGION.hasAllOf(configured))) {
        throw AsroleException.refused(
                "malformed region '" + configured + "': expected one such as eu-central-1")
            .withFailureCause(FailureCause.OPTION);
      }
      progress.step("region " + configured + ", as configured");
      return configured;
    }
    Optional<String> region;
    try {
      region = instance.region();
    } catch (AsroleException e) {
      throw onlyMetadata
          ? e
          : new AsroleException(e.kind(), NO_REGION + " (" + e.sentence() + ")")
              .withFailureCause(FailureCause.NO_REGION);
    }
    progress.step("region " + region.orElse("unknown") + ", from instance metadata");
    return region.orElseThrow(
        () -> AsroleException.refused(NO_REGION).withFailureCause(FailureCause.NO_REGION));
  }

  /** The role's ARN; a bare name is completed with partition and account of the source. */
  public RoleArn roleArn(RoleRequest request, SecurityTokenService sts, Credentials source)
      throws AsroleException {
    if (request.role() instanceof RoleReference.Arn arn) {
      return arn.arn();
    }
    RoleReference.Name name = (RoleReference.Name) request.role();
    Optional<InstanceProfile.Account> own =
        request.source() == SourceChoice.Ambient.INSTANCE ? instance.account() : Optional.empty();
    String partition;
    String account;
    if (own.isPresent()) {
      partition = own.get().partition();
      account = own.get().id();
    } else {
      CallerIdentity caller = sts.callerIdentity(source);
      partition = Arn.parse(caller.arn()).partition();
      account = caller.account();
    }
    String named = name.account();
    RoleArn role = RoleArn.create(partition, named == null ? account : named, name.pathAndName());
    progress.step("role " + request.given() + " is " + role);
    return role;
  }

  /** Returns the parameters; adds a role session name if they have none. */
  public SessionParameters named(RoleRequest request) throws AsroleException {
    SessionParameters asked = request.parameters();
    if (asked.roleSessionName() != null) {
      return asked;
    }
    String host = request.source() == SourceChoice.Ambient.INSTANCE ? sessionHost() : Host.name();
    return asked.withRoleSessionName(RoleSessionName.create(user, host));
  }

  /** The host for the role session name: the instance id, else the host's name. */
  public String sessionHost() {
    return instance.instanceId().or(RequestDefaults::hardwaresInstanceId).orElseGet(Host::name);
  }

  /** The id from the hardware, so that the name is the same if metadata gives no id. */
  private static Optional<String> hardwaresInstanceId() {
    return Optional.of(Ec2Hardware.read().instanceId()).filter(id -> !id.isEmpty());
  }
}
