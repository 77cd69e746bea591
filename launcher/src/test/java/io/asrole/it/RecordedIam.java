// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What commands of the AWS CLI make of two empty accounts, as a world for the sandbox. */
final class RecordedIam {
  private static final String OWN = "123456789012";
  private static final String EMPTY =
      """
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
       "Principal": {"Service": "nobody.amazonaws.com"}, "Action": "sts:AssumeRole"}}""";

  private final String accountOfOthers;
  private final Map<String, String> trust = new LinkedHashMap<>();
  private final Map<String, String> arns = new LinkedHashMap<>();
  private final Map<String, String> permissions = new LinkedHashMap<>();
  private String profile = "";
  private String roleInProfile = "";
  private boolean associated;

  /**
   * @param accountOfOthers where a role is made that is no instance role
   */
  RecordedIam(String accountOfOthers) {
    this.accountOfOthers = accountOfOthers;
  }

  /** Does what the command says, as far as what it needs is there. */
  void run(List<String> command) {
    String name = option(command, "--role-name");
    switch (command.get(1)) {
      case "create-role" -> {
        String account = trust.isEmpty() && name.equals("ExampleRole") ? OWN : accountOfOthers;
        String path = option(command, "--path");
        arns.put(name, "arn:aws:iam::" + account + ":role" + (path.isEmpty() ? "/" : path) + name);
        trust.put(name, option(command, "--assume-role-policy-document"));
      }
      case "create-instance-profile" -> profile = option(command, "--instance-profile-name");
      case "add-role-to-instance-profile" -> {
        if (option(command, "--instance-profile-name").equals(profile) && trust.containsKey(name)) {
          roleInProfile = name;
        }
      }
      case "associate-iam-instance-profile" ->
          associated = option(command, "--iam-instance-profile").equals("Name=" + profile);
      case "put-role-policy" -> permissions.put(name, option(command, "--policy-document"));
      default -> throw new AssertionError(command);
    }
  }

  SandboxOptions world() {
    List<String> roles = new ArrayList<>();
    arns.forEach(
        (name, arn) ->
            roles.add(
                "{\"arn\": \"%s\", \"trust\": %s, \"policies\": [%s]}"
                    .formatted(
                        arn, trust.getOrDefault(name, EMPTY), permissions.getOrDefault(name, ""))));
    String instance =
        "\"id\": \"i-0123456789abcdef0\""
            + (associated ? ", \"profile\": \"" + profile + "\"" : "")
            + (associated && !roleInProfile.isEmpty() ? ", \"role\": \"ExampleRole\"" : "");
    String world =
        """
        {"account": "123456789012", "partition": "aws", "region": "us-east-1",
         "instance": {%s}, "roles": [%s]}"""
            .formatted(instance, String.join(", ", roles));
    return SandboxOptions.defaults().withWorld(World.parse(world));
  }

  private static String option(List<String> command, String name) {
    int at = command.indexOf(name);
    return at < 0 ? "" : command.get(at + 1);
  }
}
