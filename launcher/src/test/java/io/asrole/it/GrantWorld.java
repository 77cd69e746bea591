// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A guarded host on which alice and bob may have ReadLogs, and the calls of asrole-grant there. */
final class GrantWorld implements AutoCloseable {
  static final String LOG = "/var/log/asrole/grants.log";

  private static final Pattern NAME = Pattern.compile("\"AssumedRoleArn\":\"[^\"]*/([^\"/]*)\"");
  private static final String INSTANCE = "@i-0123456789abcdef0";

  final GuardedWorld host;

  private GrantWorld(GuardedWorld host) {
    this.host = host;
  }

  /** Guards a new host; {@code scratch} is an empty folder of the test. */
  static GrantWorld start(Path scratch) throws IOException {
    return guard(GuardedWorld.start(scratch));
  }

  /** Guards this host. */
  static GrantWorld guard(GuardedWorld host) {
    return new GrantWorld(host.guard("alice=ReadLogs,team/Audit", "bob=ReadLogs").configure());
  }

  /** Runs asrole-grant through sudo as that user, with these options of sudo before it. */
  Result grant(String user, List<String> options, String... arguments) {
    List<String> words = new ArrayList<>(List.of("sudo", "-n", "-u", "asrole"));
    words.addAll(options);
    words.add(GuardedWorld.GRANT);
    words.addAll(List.of(arguments));
    return host.run(user, words.toArray(String[]::new));
  }

  /** Runs asrole-grant ReadLogs through sudo. */
  Result grant(String user) {
    return grant(user, List.of(), "ReadLogs");
  }

  /** Adds rules to sudo, after those that asrole setup has printed. */
  void sudoers(String rules) {
    host.write("/etc/sudoers.d/other", rules, "root:root", "440");
    host.shell("visudo -cq");
  }

  /** Throws unless the document is of a session with the user's name. */
  static void assertSessionOf(String user, Result result) {
    assertEquals(0, result.exitCode(), result::toString);
    Matcher name = NAME.matcher(result.out());
    assertTrue(name.find(), result::toString);
    assertEquals(user + INSTANCE, name.group(1), result::toString);
  }

  /** Throws unless asrole-grant has refused with this sentence in it and no key. */
  static void assertRefused(int status, String sentence, Result result) {
    assertEquals(status, result.exitCode(), result::toString);
    assertEquals("", result.out());
    assertTrue(result.err().startsWith("asrole-grant: "), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  /** Throws unless sudo has refused. */
  static void assertRefusedBySudo(Result result) {
    assertEquals(1, result.exitCode(), result::toString);
    assertEquals("", result.out());
    assertFalse(result.err().contains("asrole-grant: "), result.err());
  }

  /** The lines of the grant's log. */
  List<String> log() {
    return host.shell("cat " + LOG).lines().toList();
  }

  @Override
  public void close() {
    host.close();
  }
}
