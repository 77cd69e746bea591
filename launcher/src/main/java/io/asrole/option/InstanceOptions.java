// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.option;

import io.asrole.AsroleException;
import io.asrole.role.RoleArn;
import io.asrole.role.RoleReference;
import io.asrole.role.RoleRequest;
import io.asrole.setup.SetupPlan;
import io.asrole.source.InstanceProfile;
import io.asrole.text.Progress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code asrole setup} that describe the instance. Instance metadata has the values
 * of those that are null.
 *
 * @param role the instance's role, with its path if it has one
 */
public record InstanceOptions(
    @Nullable String role,
    @Nullable String id,
    @Nullable String account,
    @Nullable String partition) {

  /** Checks all values, and completes them from instance metadata. */
  public SetupPlan createPlan(RoleRequest request, InstanceProfile instance, Progress progress)
      throws AsroleException {
    requireValid();
    RequestCheck.requireValid(request);
    InstanceFacts facts = new InstanceFacts(instance);
    SetupPlan plan = createPlan(request, facts);
    facts.warnOfPlaceholders(progress);
    return plan;
  }

  private void requireValid() throws AsroleException {
    if (account != null && !account.matches("[0-9]{12}")) {
      throw AsroleException.refused("malformed --account '" + account + "': it is not 12 digits");
    }
    OptionValue.INSTANCE_ROLE.require(role);
    OptionValue.INSTANCE_ID.require(id);
    OptionValue.PARTITION.require(partition);
  }

  private SetupPlan createPlan(RoleRequest request, InstanceFacts facts) throws AsroleException {
    Optional<InstanceProfile.Account> own = facts.read(InstanceProfile::account);
    String ownPartition =
        partition != null ? partition : own.map(InstanceProfile.Account::partition).orElse("aws");
    String ownAccount =
        facts.valueOrPlaceholder(
            account, own.map(InstanceProfile.Account::id), "ACCOUNT", "--account");
    Optional<String> knownId = facts.read(InstanceProfile::instanceId);
    Optional<String> name = facts.read(InstanceProfile::role);
    String instance = facts.valueOrPlaceholder(id, knownId, "INSTANCE_ID", "--instance-id");
    String given = role == null ? null : role.replaceFirst("^/", "");
    RoleArn instanceRole =
        RoleArn.create(
            ownPartition,
            ownAccount,
            facts.valueOrPlaceholder(given, name, "INSTANCE_ROLE", "--instance-role"));
    RoleArn wanted = toArn(request.role(), ownPartition, ownAccount);
    if (wanted.equals(instanceRole)) {
      // The printed trust policy would make the role trust itself and no longer EC2.
      throw AsroleException.refused(
          instanceRole.name() + " is this instance's own role: commands have it without asrole");
    }
    return new SetupPlan(
        instance,
        Optional.ofNullable(request.region())
            .or(() -> facts.read(InstanceProfile::region))
            .orElse(""),
        instanceRole,
        own.map(InstanceProfile.Account::id).filter(ownAccount::equals).isPresent()
            && knownId.filter(instance::equals).isPresent()
            && name.filter(instanceRole.name()::equals).isPresent(),
        // The console names an instance profile after its role.
        facts.read(InstanceProfile::name).orElse(instanceRole.name()),
        wanted,
        request.parameters());
  }

  private static RoleArn toArn(RoleReference reference, String partition, String account)
      throws AsroleException {
    if (reference instanceof RoleReference.Name name) {
      String named = name.account();
      return RoleArn.create(partition, named == null ? account : named, name.pathAndName());
    }
    RoleArn arn = ((RoleReference.Arn) reference).arn();
    if (arn.path().isEmpty() || arn.account().isEmpty()) {
      throw AsroleException.refused(
          arn + " is not the ARN of a role: expected arn:PARTITION:iam::ACCOUNT:role/NAME");
    }
    RequestCheck.requireRole(arn);
    return arn;
  }
}
