// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.it.AsRole.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code asrole roles} on a guarded host. */
@Tag("guarded-host")
class RolesIT {
  @TempDir Path scratch;

  @Test
  void listsTheRolesThatSudoLetsAUserHave() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      assertEquals(
          refused(
              "this host is not guarded: there is no /etc/asrole/guard, so the trust policy of a"
                  + " role decides who may have it; for one role: asrole doctor ROLE"),
          roles(host, "alice"));
      host.guard("%ops=ReadLogs,Deploy", "alice=team/Audit").configure();

      assertEquals(new Result(0, "Deploy\nReadLogs\nteam/Audit\n", ""), roles(host, "alice"));
      assertEquals(new Result(0, "", "asrole: bob has no role on this host\n"), roles(host, "bob"));
      assertEquals(new Result(0, "ReadLogs\n", ""), roles(host, "alice", "ReadLogs"));
      assertEquals(
          refused(
              "sudo refuses the role Admin to alice, who has on this host: Deploy ReadLogs"
                  + " team/Audit"),
          roles(host, "alice", "Admin"));
      assertEquals(
          refused("sudo refuses the role Admin to bob, who has no role on this host"),
          roles(host, "bob", "Admin"));
      assertEquals(
          refused(
              "root reaches instance metadata on this guarded host, so the trust policy of a role"
                  + " decides; for one role: asrole doctor ROLE"),
          roles(host, "root"));

      host.write(
          "/etc/sudoers.d/more",
          """
          bob ALL=(asrole) NOPASSWD: /usr/bin/asrole-grant Team*, PASSWD: /usr/bin/asrole-grant Deploy
          """,
          "root:root",
          "440");
      assertEquals(
          new Result(0, "[{\"role\":\"Team*\",\"kind\":\"pattern\"}]\n", ""),
          roles(host, "bob", "--json"));
      // A password cannot be given, so the start fails as well.
      host.write(
          "/etc/sudoers.d/more",
          """
          bob ALL=(asrole) NOPASSWD: /usr/bin/asrole-grant A, PASSWD: /usr/bin/asrole-grant Deploy
          """,
          "root:root",
          "440");
      Result password =
          refused(
              "sudo asks bob for a password, which asrole cannot give: the rule for the role Deploy"
                  + " lacks NOPASSWD");
      assertEquals(password, roles(host, "bob", "Deploy"));
      assertEquals(password, host.run("bob", "/usr/bin/asrole", "Deploy", "--", "true"));
    }
  }

  private static Result roles(GuardedWorld host, String user, String... arguments) {
    List<String> words = new ArrayList<>(List.of("/usr/bin/asrole", "roles"));
    words.addAll(List.of(arguments));
    return host.run(user, words.toArray(String[]::new));
  }

  private static Result refused(String sentence) {
    return new Result(125, "", "asrole: " + sentence + "\n");
  }
}
