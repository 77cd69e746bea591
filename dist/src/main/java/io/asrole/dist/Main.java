// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the man pages and completion scripts. The build runs this program. */
public final class Main {
  private Main() {}

  /**
   * Writes the man pages and completion scripts.
   *
   * @param args the folder to write to, the version, and the time of the build in ISO 8601
   */
  public static void main(String[] args) throws IOException {
    Path share = Path.of(args[0]);
    List<Program> programs = List.of(Program.asrole(), Program.sandbox());
    Edition edition = new Edition(args[1], args[2].substring(0, "2026-01-01".length()));
    write(
        share.resolve("man/man8/asrole-grant.8"),
        Resource.get("man/asrole-grant.8")
            .replace("@VERSION@", edition.version())
            .replace("@DATE@", edition.date()));
    List<Subcommand> all = new ArrayList<>();
    programs.forEach(program -> all.addAll(program.pages()));
    for (Program program : programs) {
      for (Subcommand subcommand : program.pages()) {
        String page = new ManPage(program, subcommand, all, edition).text();
        write(share.resolve("man/man1").resolve(subcommand.page() + ".1"), page);
      }
      Path completions = share.resolve("completions");
      write(completions.resolve(program.name() + ".bash"), BashCompletion.write(program));
      write(completions.resolve("_" + program.name()), ZshCompletion.write(program));
      write(completions.resolve(program.name() + ".fish"), FishCompletion.write(program));
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
