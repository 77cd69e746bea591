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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code asrole setup}: what has to exist at AWS for a start to work. */
@Command(
    name = "setup",
    description = "Print the IAM resources this instance needs to assume ROLE.",
    customSynopsis = "asrole setup [--as cli|terraform|cloudformation] [OPTIONS] ROLE")
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

  @Mixin RoleOptions options = new RoleOptions();
  @Mixin DebugOption debug = new DebugOption();

  @Option(
      names = "--as",
      paramLabel = "FORM",
      converter = FormConverter.class,
      description =
          "cli: commands of the AWS CLI (default). terraform: resources. cloudformation: a template"
              + " in JSON.")
  Form form = Form.CLI;

  @Option(
      names = "--instance-role",
      paramLabel = "NAME",
      description = "The instance's role, with its path if it has one (default: as IMDS tells).")
  @Nullable String instanceRole;

  @Option(
      names = "--instance-id",
      paramLabel = "ID",
      description = "The instance (default: this one).")
  @Nullable String instanceId;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      description = "The instance's account (default: as IMDS tells).")
  @Nullable String account;

  @Option(
      names = "--partition",
      paramLabel = "PARTITION",
      description = "The instance's partition (default: as IMDS tells, else aws).")
  @Nullable String partition;

  @Parameters(index = "0", paramLabel = "ROLE", description = "A role ARN, profile or role name.")
  String role;

  SetupCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    Progress progress = debug.progress(invocation);
    AwsContext aws = AwsContext.read(invocation, progress, role);
    RoleRequest request = aws.request(options.call(role));
    Unknown unknown = new Unknown(aws.instance());
    SetupPlan wanted = wanted(request, unknown);
    unknown.tell(progress);
    invocation.out().print(form.print(wanted));
    return 0;
  }

  private SetupPlan wanted(RoleRequest request, Unknown unknown) throws AsroleException {
    if (account != null && !account.matches("[0-9]{12}")) {
      throw AsroleException.refused("malformed --account '" + account + "': it is not 12 digits");
    }
    Optional<InstanceProfile.Account> own = unknown.ask(InstanceProfile::account);
    String ownPartition =
        partition != null ? partition : own.map(InstanceProfile.Account::partition).orElse("aws");
    String ownAccount =
        unknown.name(account, own.map(InstanceProfile.Account::id), "ACCOUNT", "--account");
    Optional<String> id = unknown.ask(InstanceProfile::instanceId);
    Optional<String> name = unknown.ask(InstanceProfile::role);
    String instance = unknown.name(instanceId, id, "INSTANCE_ID", "--instance-id");
    RoleArn role =
        RoleArn.create(
            ownPartition,
            ownAccount,
            unknown.name(instanceRole, name, "INSTANCE_ROLE", "--instance-role"));
    RoleArn wanted = arn(request.role(), ownPartition, ownAccount);
    if (wanted.equals(role)) {
      // Whom it trusts would become itself, and EC2 be shut out.
      throw AsroleException.refused(
          role.name() + " is this instance's own role: commands have it without asrole");
    }
    return new SetupPlan(
        instance,
        Optional.ofNullable(request.region())
            .or(() -> unknown.ask(InstanceProfile::region))
            .orElse(""),
        role,
        own.map(InstanceProfile.Account::id).filter(ownAccount::equals).isPresent()
            && id.filter(instance::equals).isPresent()
            && name.filter(role.name()::equals).isPresent(),
        // The console gives a profile the name of its role.
        unknown.ask(InstanceProfile::name).orElse(role.name()),
        wanted,
        request.parameters());
  }

  private static RoleArn arn(RoleReference reference, String partition, String account)
      throws AsroleException {
    if (reference instanceof RoleReference.Name name) {
      String named = name.account();
      return RoleArn.create(partition, named == null ? account : named, name.pathAndName());
    }
    RoleArn arn = ((RoleReference.Arn) reference).arn();
    if (arn.path().isEmpty() || arn.account().isEmpty()) {
      throw AsroleException.refused(
          arn + " is the ARN of no role: expected arn:PARTITION:iam::ACCOUNT:role/NAME");
    }
    return arn;
  }

  /**
   * What instance metadata tells, asked no more once it did not answer; the rest is placeholders.
   */
  private static final class Unknown {
    private final InstanceProfile instance;
    private final List<String> placeholders = new ArrayList<>();
    private String why = "";

    Unknown(InstanceProfile instance) {
      this.instance = instance;
    }

    private interface Question<T> {
      Optional<T> of(InstanceProfile instance) throws AsroleException;
    }

    <T> Optional<T> ask(Question<T> question) {
      if (!why.isEmpty()) {
        return Optional.empty();
      }
      try {
        return question.of(instance);
      } catch (AsroleException e) {
        why = e.sentence();
        return Optional.empty();
      }
    }

    String name(@Nullable String given, Optional<String> told, String placeholder, String option) {
      if (given != null) {
        return given;
      }
      if (told.isEmpty()) {
        placeholders.add(placeholder + " (" + option + ")");
      }
      return told.orElse(placeholder);
    }

    void tell(Progress progress) {
      if (!placeholders.isEmpty()) {
        progress.warn(
            "not known here, to be replaced in what is printed: "
                + String.join(", ", placeholders)
                + (why.isEmpty() ? "" : ": " + why));
      }
    }
  }
}
