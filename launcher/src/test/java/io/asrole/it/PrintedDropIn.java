// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What {@code setup --service} prints for a unit file. The printed commands run with a folder of
 * the test for those of the system.
 */
record PrintedDropIn(AsRole asrole, Path unit, String text) {
  static Path write(Path folder, String name, String service) throws IOException {
    return Files.writeString(folder.resolve(name), "[Service]\n" + service);
  }

  static PrintedDropIn print(AsRole asrole, Path unit, String... options) {
    List<String> arguments = new ArrayList<>(List.of("setup", "--service", unit.toString()));
    arguments.addAll(List.of(options));
    arguments.add("Deploy");
    Result result = asrole.run(arguments.toArray(String[]::new));
    assertEquals(new Result(0, result.out(), ""), result);
    return new PrintedDropIn(asrole, unit, result.out());
  }

  /** Runs the printed commands; the drop-in. */
  String paste() throws IOException {
    assertEquals("daemon-reload\n", run(text), text);
    return Files.readString(unit.resolveSibling(unit.getFileName() + ".d/zz-asrole.conf"));
  }

  /** Runs the printed commands that take the role away; the arguments of systemctl. */
  String takeBack() {
    return run(
        text.lines()
            .filter(line -> line.startsWith("#     "))
            .map(line -> line.substring(6))
            .collect(Collectors.joining("\n")));
  }

  private String run(String commands) {
    String folder = Objects.requireNonNull(unit.getParent()).toString();
    String script =
        "systemctl() { echo \"$*\"; }\n"
            + commands
                .replaceAll("(?m)^((mkdir|cat|rm|rmdir) .*)/etc/systemd/system", "$1" + folder)
                .replace(" /var/cache/", " " + folder + "/cache/");
    Result result = asrole.startOther("sh", "-euc", script).result();
    assertEquals(new Result(0, result.out(), ""), result, commands);
    return result.out();
  }

  /** What systemd finds wrong with the unit and its drop-in. */
  String verify() {
    assumeTrue(
        asrole.startOther("systemd-analyze", "--version").result().exitCode() == 0,
        "SKIPPED: cannot run systemd-analyze");
    Result result =
        asrole.startOther("systemd-analyze", "--man=no", "verify", unit.toString()).result();
    return result.out() + result.err();
  }
}
