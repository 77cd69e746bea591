// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.guard.GuardedHost;
import io.asrole.guard.SudoRules;
import io.asrole.posix.User;
import io.asrole.role.RoleReference;
import io.asrole.start.Invocation;
import io.asrole.text.JsonWriter;
import io.asrole.text.OneLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code asrole roles}: list the roles that sudo lets this user have on a guarded host. */
@Command(
    name = "roles",
    description = "List the roles that you may have on a guarded host.",
    customSynopsis = "asrole roles [--json] [ROLE]")
final class RolesCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin DebugOption debug = new DebugOption();

  @Option(names = "--json", description = "Print one JSON array with an object for each role.")
  boolean json;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ROLE",
      description = "The name of a role; the exit status is 125 if sudo refuses it.")
  @Nullable String role;

  RolesCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    SudoRules rules = new SudoRules(GuardedHost.require(User.uid()));
    Set<String> roles = role == null ? rules.roles() : Set.of(required(rules, role));
    if (json) {
      List<Map<String, Object>> objects = roles.stream().map(RolesCommand::toJson).toList();
      invocation.out().print(JsonWriter.lines(objects) + "\n");
      return 0;
    }
    if (roles.isEmpty()) {
      invocation.err().print("asrole: " + User.name() + " has no role on this host\n");
    }
    roles.forEach(name -> invocation.out().print(OneLine.flatten(name) + "\n"));
    return 0;
  }

  private static String required(SudoRules rules, String role) throws AsroleException {
    String name = RoleReference.parse(role).toString();
    rules.require(name);
    return name;
  }

  private static Map<String, Object> toJson(String role) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("role", role);
    object.put("kind", SudoRules.isPattern(role) ? "pattern" : "name");
    return object;
  }
}
