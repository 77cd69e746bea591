// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.AsroleException;
import io.asrole.posix.InstallationFolder;
import io.asrole.systemd.UnitSettings;
import io.asrole.systemd.UnitWords;
import io.asrole.text.Alphabet;
import io.asrole.text.ShellQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A systemd drop-in that gives an existing service a role, printed as commands for root. */
public final class ServicePlan {
  private final ServiceUnit unit;
  private final UnitSettings settings;
  private final String role;
  private final ServiceForm form;
  private final String why;
  private final ServiceAccount account;
  private final ServiceFolder folder;
  private final ServiceSandbox sandbox;
  private final List<ServiceCommand> commands;
  private final List<String> remarks = new ArrayList<>();

  /** Where the unit has the agent's flag already; empty if the drop-in adds it. */
  private final Optional<String> place;

  private ServicePlan(ServiceUnit unit, String role, ServiceForm wanted) throws AsroleException {
    this.unit = unit;
    this.settings = unit.settings();
    this.role = role;
    this.account = ServiceAccount.read(settings);
    this.folder = new ServiceFolder(unit, account);
    this.sandbox = new ServiceSandbox(settings, folder);
    this.commands =
        settings.all("ExecStart").stream()
            .flatMap(value -> ServiceCommand.parse(value).stream())
            .toList();
    List<Optional<String>> reasons = commands.stream().map(JavaRecognition::reason).toList();
    boolean isJava = reasons.stream().allMatch(Optional::isPresent);
    this.place = jvmVariable().place();
    this.form =
        wanted != ServiceForm.AUTO
            ? wanted
            : isJava || place.isPresent() ? ServiceForm.AGENT : ServiceForm.REFRESH;
    this.why =
        wanted != ServiceForm.AUTO
            ? "of --" + wanted.name().toLowerCase(Locale.ROOT)
            : place.isPresent()
                ? "the unit has its flag"
                : reasons.stream()
                    .filter(reason -> isJava)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse("ExecStart= is not certain to end in a JVM that gets the agent's flag");
  }

  /**
   * Reads the unit and plans the drop-in.
   *
   * @param unit the name of a unit, or the path of a unit file
   * @param metadataUids the users that reach instance metadata on a guarded host; null if the host
   *     is not guarded
   */
  public static ServicePlan create(
      String unit, String role, ServiceForm wanted, @Nullable Set<Long> metadataUids)
      throws AsroleException {
    if (role.isEmpty()) {
      throw ServiceFailure.emptyRole();
    }
    if (!Alphabet.JVM_OPTION.hasAllOf(role) || role.startsWith("-")) {
      throw ServiceFailure.malformedRole(role);
    }
    ServicePlan plan = new ServicePlan(ServiceUnit.read(unit), role, wanted);
    plan.check();
    if (plan.form == ServiceForm.AGENT) {
      if (role.matches(".*,[^,]*=.*")) {
        throw ServiceFailure.agentOption(role);
      }
      plan.place.ifPresent(
          where ->
              plan.remarks.add(
                  "The agent's flag is in "
                      + where
                      + ". The drop-in has what else the service needs."));
      plan.remarks.addAll(plan.jvmVariable().remarks());
    } else {
      plan.checkCommands();
    }
    plan.remarks.addAll(plan.sandbox.remarks());
    if (metadataUids != null) {
      plan.account.guardRemark(metadataUids, plan.unit, role).ifPresent(plan.remarks::add);
    }
    return plan;
  }

  private JvmVariable jvmVariable() throws AsroleException {
    return new JvmVariable(unit, "-javaagent:" + InstallationFolder.agentJar() + "=" + role);
  }

  private void check() throws AsroleException {
    if (commands.isEmpty()) {
      throw ServiceFailure.noCommand(unit.name());
    }
    if (form == ServiceForm.REFRESH && place.isPresent()) {
      throw ServiceFailure.hasRoleByAgent(unit.name(), jvmVariable().flag(), place.get());
    }
    for (ServiceCommand command : commands) {
      if (command.name().equals("asrole")) {
        throw ServiceFailure.alreadyRunsAsrole(unit.name());
      }
      if (Set.of("docker", "podman", "nerdctl").contains(command.name())) {
        throw ServiceFailure.container(unit.name(), command.name());
      }
    }
    for (String setting : List.of("RootDirectory", "RootImage")) {
      if (settings.has(setting)) {
        throw ServiceFailure.ownRoot(unit.name(), setting);
      }
    }
    if (settings.isTrue("PrivateNetwork")) {
      throw ServiceFailure.noNetwork(unit.name());
    }
  }

  private void checkCommands() throws AsroleException {
    if (unit.isGenerated()) {
      throw ServiceFailure.generated(unit.name(), unit.origin());
    }
    if (commands.stream().anyMatch(ServiceCommand::hasOwnName)) {
      throw ServiceFailure.argumentZero(unit.name());
    }
    remarks.add(
        "ExecStart= is a copy. If a newer version of the unit changes ExecStart=, run asrole setup"
            + " --service "
            + ShellQuoting.quoteIfNeeded(unit.name())
            + " "
            + role
            + " again.");
    if (isJob()) {
      remarks.add(
          "If the job takes less than an hour and reads no AWS profile, write --min-remaining 50m in"
              + " place of --refresh.");
    }
  }

  /** The commands, with comments that say how to take the drop-in back. */
  public String print() throws AsroleException {
    String by = form == ServiceForm.AGENT ? "by asrole's agent" : "by asrole --refresh";
    String other = form == ServiceForm.AGENT ? "--refresh" : "--agent";
    String name = ShellQuoting.quoteIfNeeded(unit.name());
    StringBuilder text = new StringBuilder();
    text.append("# Gives ").append(unit.name()).append(" the role ").append(role).append(' ');
    text.append(by).append(". Nothing has been changed: run this as root.\n");
    text.append("# Form: ").append(by).append(", because ").append(why);
    text.append(". The other form: asrole setup --service ").append(name);
    text.append(' ').append(other).append(' ').append(role).append('\n');
    remarks.forEach(remark -> text.append("# ").append(remark).append('\n'));
    String dropIns = ShellQuoting.quoteIfNeeded(unit.folder());
    String file = ShellQuoting.quoteIfNeeded(unit.dropIn());
    text.append("mkdir -p ").append(dropIns).append('\n');
    text.append("cat >").append(file).append(" <<'END_OF_FILE'\n");
    text.append("# Written by: asrole setup --service ").append(name).append(' ');
    text.append(form == ServiceForm.AGENT ? "--agent " : "--refresh ").append(role).append('\n');
    dropIn().forEach(line -> text.append(line).append('\n'));
    text.append("END_OF_FILE\nsystemctl daemon-reload\n\n");
    String units = unit.isTemplate() ? "'" + unit.name().replace("@", "@*") + "'" : name;
    text.append(
        isJob()
            ? "# The next start of the service has the role.\n"
            : "# The service has the role after: systemctl restart " + units + "\n");
    text.append("# To take the role away again");
    place.ifPresent(where -> text.append(", remove the agent's flag from ").append(where));
    text.append(":\n");
    text.append("#     rm ").append(file).append('\n');
    text.append("#     rmdir --ignore-fail-on-non-empty ").append(dropIns).append('\n');
    text.append("#     systemctl daemon-reload\n");
    if (!isJob()) {
      text.append("#     systemctl try-restart ").append(units).append('\n');
    }
    folder.removal().ifPresent(line -> text.append("# ").append(line).append('\n'));
    return text.toString();
  }

  /** Whether the service ends by itself, so that a restart would start it at the wrong time. */
  private boolean isJob() {
    return settings.last("Type").filter("oneshot"::equals).isPresent();
  }

  /** The drop-in, line by line. */
  List<String> dropIn() throws AsroleException {
    List<String> lines = new ArrayList<>(List.of("[Service]"));
    if (form == ServiceForm.AGENT) {
      if (place.isEmpty()) {
        lines.add(jvmVariable().line());
      }
    } else {
      String starter =
          UnitWords.quote(InstallationFolder.program().toString()) + " --refresh " + role + " --";
      lines.add("ExecStart=");
      commands.forEach(command -> lines.add("ExecStart=" + command.startBy(starter)));
      lines.addAll(journalName());
    }
    lines.addAll(sandbox.lines());
    return lines;
  }

  /** Keeps the name in the journal, which is that of the first program that systemd starts. */
  private List<String> journalName() {
    List<String> names = commands.stream().map(ServiceCommand::name).distinct().toList();
    return settings.has("SyslogIdentifier")
            || names.size() > 1
            || !names.get(0).matches("[A-Za-z0-9_.+-]+")
        ? List.of()
        : List.of(
            "# Without this line the journal would show the name asrole:",
            "SyslogIdentifier=" + names.get(0));
  }
}
