// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of usage in asrole's own words, with the right cause. */
@Tag("one-jdk")
class UsageIT {
  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --version extra          | unexpected argument: 'extra'; see asrole --help
          -V extra                 | unexpected argument: 'extra'; see asrole --help
          --refresh=bogus R true   | option '--refresh' takes no value other than always: 'bogus'; see asrole exec --help
          setup --refresh=always R | option '--refresh' takes no value: 'always'; see asrole setup --help
          --debug=x R true         | option '--debug' takes no value: 'x'; see asrole exec --help
          """)
  void namesTheWordThatIsWrong(String call, String sentence) {
    assertEquals(
        new Result(125, "", "asrole: " + sentence + "\n"),
        AsRole.in(aws, home).run(call.split(" ")));
  }

  @Test
  void theHelpNamesEachValue() {
    String help = AsRole.in(aws, home).run("exec", "--help").out();
    assertTrue(help.contains("--refresh=always"), help);
    assertTrue(help.contains("grant: "), help);
  }

  @Test
  void aUnitFileThatIsNotTextIsNamedSo() throws IOException {
    Path unit = Files.write(home.resolve("binary.service"), new byte[] {(byte) 0xff, 'x'});
    assertEquals(
        new Result(
            125, "", "asrole: cannot read the unit file " + unit + ": it is not UTF-8 text\n"),
        AsRole.in(aws, home).run("setup", "--service", unit.toString(), AsRole.ROLE));
  }

  @Test
  void theDoctorSaysThatAConfigFileMayNotBeRead() throws Exception {
    Path folder = Files.createDirectory(home.resolve("cache"));
    OtherUser.owns(folder);
    OtherUser.owns(home);
    Path config = Files.writeString(home.resolve("config"), "[default]");
    Files.setPosixFilePermissions(config, Set.of());
    String out =
        OtherUser.runs(AsRole.in(aws, home))
            .with("AWS_CONFIG_FILE", config.toString())
            .with("XDG_CACHE_HOME", folder.toString())
            .run("doctor", AsRole.ROLE)
            .out();
    assertTrue(
        out.contains(
            "why: this user may not read the file, or may not enter a folder above it\n"
                + "      fix: namei -l "
                + config),
        out);
  }
}
