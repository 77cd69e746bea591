// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.role.RoleArn;
import io.asrole.role.RoleReference;
import io.asrole.role.RoleRequest;
import io.asrole.setup.Form;
import io.asrole.setup.SetupPlan;
import io.asrole.source.InstanceProfile;
import io.asrole.start.AwsContext;
import io.asrole.start.Invocation;
import io.asrole.text.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code asrole setup}: print the IAM resources that a start needs. */
@Command(
    name = "setup",
    description = "Print the IAM resources this instance needs to assume ROLE.",
    customSynopsis = {
      "asrole setup [--as cli|terraform|cloudformation] [OPTIONS] ROLE",
      "       asrole setup --service UNIT [--agent|--refresh] ROLE",
      "       asrole setup --host --allow RULE... [--also USER]..."
    })
final class SetupCommand implements Callable<Integer> {
  /** Parses the value of {@code --as}, which is a form's name in lower case. */
  static final class FormConverter implements ITypeConverter<Form> {
    @Override
    public Form convert(String value) {
      return Stream.of(Form.values())
          .filter(form -> form.toString().equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected one of "
                          + List.of(Form.values())
                          + " (case-sensitive) but was '"
                          + value
                          + "'"));
    }
  }

  private final Invocation invocation;

  @Spec CommandSpec spec;
  @Mixin HostOptions host = new HostOptions();
  @Mixin ServiceOptions service = new ServiceOptions();
  @Mixin RoleOptions options = new RoleOptions();
  @Mixin DebugOption debug = new DebugOption();

  @Option(
      names = "--as",
      paramLabel = "FORM",
      converter = FormConverter.class,
      description = {
        "Print the resources in this form (default: cli).",
        "cli: commands of the AWS CLI.",
        "terraform: resources for Terraform.",
        "cloudformation: a template in JSON."
      })
  Form form = Form.CLI;

  @Option(
      names = "--instance-role",
      paramLabel = "NAME",
      description = "Set the instance's role, with its path if it has one (default: from IMDS).")
  @Nullable String instanceRole;

  @Option(
      names = "--instance-id",
      paramLabel = "ID",
      description = "Set the instance ID (default: from IMDS).")
  @Nullable String instanceId;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      description = "Set the instance's account (default: from IMDS).")
  @Nullable String account;

  @Option(
      names = "--partition",
      paramLabel = "PARTITION",
      description = "Set the instance's partition (default: from IMDS, else aws).")
  @Nullable String partition;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ROLE",
      description = "A role ARN, profile or role name.")
  @Nullable String role;

  SetupCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    if (host.isGiven()) {
      invocation.out().print(host.print(spec.commandLine().getParseResult()));
      return 0;
    }
    if (role == null) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'ROLE'");
    }
    if (service.isGiven()) {
      invocation.out().print(service.print(role, spec.commandLine().getParseResult()));
      return 0;
    }
    Progress progress = debug.createProgress(invocation);
    AwsContext aws = AwsContext.read(invocation, progress, role);
    RoleRequest request = aws.request(options.toRoleCall(role));
    InstanceFacts facts = new InstanceFacts(aws.instance());
    SetupPlan plan = createPlan(request, facts);
    facts.warnOfPlaceholders(progress);
    invocation.out().print(form.print(plan));
    return 0;
  }

  private SetupPlan createPlan(RoleRequest request, InstanceFacts facts) throws AsroleException {
    if (account != null && !account.matches("[0-9]{12}")) {
      throw AsroleException.refused("malformed --account '" + account + "': it is not 12 digits");
    }
    Optional<InstanceProfile.Account> own = facts.read(InstanceProfile::account);
    String ownPartition =
        partition != null ? partition : own.map(InstanceProfile.Account::partition).orElse("aws");
    String ownAccount =
        facts.valueOrPlaceholder(
            account, own.map(InstanceProfile.Account::id), "ACCOUNT", "--account");
    Optional<String> id = facts.read(InstanceProfile::instanceId);
    Optional<String> name = facts.read(InstanceProfile::role);
    String instance = facts.valueOrPlaceholder(instanceId, id, "INSTANCE_ID", "--instance-id");
    RoleArn role =
        RoleArn.create(
            ownPartition,
            ownAccount,
            facts.valueOrPlaceholder(instanceRole, name, "INSTANCE_ROLE", "--instance-role"));
    RoleArn wanted = toArn(request.role(), ownPartition, ownAccount);
    if (wanted.equals(role)) {
      // The printed trust policy would make the role trust itself and no longer EC2.
      throw AsroleException.refused(
          role.name() + " is this instance's own role: commands have it without asrole");
    }
    return new SetupPlan(
        instance,
        Optional.ofNullable(request.region())
            .or(() -> facts.read(InstanceProfile::region))
            .orElse(""),
        role,
        own.map(InstanceProfile.Account::id).filter(ownAccount::equals).isPresent()
            && id.filter(instance::equals).isPresent()
            && name.filter(role.name()::equals).isPresent(),
        // The console names an instance profile after its role.
        facts.read(InstanceProfile::name).orElse(role.name()),
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
    return arn;
  }

  /** Reads instance metadata until one request fails; after that every value is a placeholder. */
  private static final class InstanceFacts {
    private final InstanceProfile instance;
    private final List<String> placeholders = new ArrayList<>();
    private String why = "";

    InstanceFacts(InstanceProfile instance) {
      this.instance = instance;
    }

    private interface Fact<T> {
      Optional<T> read(InstanceProfile instance) throws AsroleException;
    }

    <T> Optional<T> read(Fact<T> fact) {
      if (!why.isEmpty()) {
        return Optional.empty();
      }
      try {
        return fact.read(instance);
      } catch (AsroleException e) {
        why = e.sentence();
        return Optional.empty();
      }
    }

    String valueOrPlaceholder(
        @Nullable String given, Optional<String> known, String placeholder, String option) {
      if (given != null) {
        return given;
      }
      if (known.isEmpty()) {
        placeholders.add(placeholder + " (" + option + ")");
      }
      return known.orElse(placeholder);
    }

    void warnOfPlaceholders(Progress progress) {
      if (!placeholders.isEmpty()) {
        progress.warn(
            "unknown here; replace these words in the output: "
                + String.join(", ", placeholders)
                + (why.isEmpty() ? "" : ": " + why));
      }
    }
  }
}
