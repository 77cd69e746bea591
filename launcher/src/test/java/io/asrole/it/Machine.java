// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A machine of its own for one start: with mounts, a host name or a network that no other process
 * sees. A test is skipped where unshare(1) may not make it.
 */
final class Machine {
  private static final Path SCRIPTS = Path.of("src", "test", "resources", "it").toAbsolutePath();

  private Machine() {}

  /** asrole in new namespaces, which {@code unshare} names by these options, after that script. */
  static AsRole prepared(AsRole asrole, String namespaces, String script) {
    return in(asrole, namespaces, "sh", "-ec", script + "\nexec \"$@\"", "sh");
  }

  /** The same; the command gets asrole and its arguments as its own last arguments. */
  static AsRole in(AsRole asrole, String namespaces, String... command) {
    AsRole there =
        asrole.under(
            Stream.concat(Stream.of("unshare", namespaces), Stream.of(command))
                .toArray(String[]::new));
    Result probe = there.startOther("true").result();
    assumeTrue(
        probe.exitCode() == 0,
        () -> "SKIPPED: no unshare " + namespaces + " " + List.of(command) + ": " + probe.err());
    return there;
  }

  /** The path of a script of src/test/resources. */
  static String script(String name) {
    return SCRIPTS.resolve(name).toString();
  }
}
