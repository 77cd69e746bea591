// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.option.InstanceOptions;
import io.asrole.role.RoleRequest;
import io.asrole.setup.Form;
import io.asrole.setup.SetupPlan;
import io.asrole.start.AwsContext;
import io.asrole.start.Invocation;
import io.asrole.text.Progress;
import java.util.List;
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
    SetupPlan plan =
        new InstanceOptions(instanceRole, instanceId, account, partition)
            .createPlan(request, aws.instance(), progress);
    invocation.out().print(form.print(plan));
    return 0;
  }
}
