// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class ManPageTest {
  private static final Edition EDITION = new Edition("1.2.3", "2026-01-31");

  static final List<Program> PROGRAMS = List.of(Program.asrole(), Program.sandbox());

  @ParameterizedTest
  @FieldSource("PROGRAMS")
  void describesEachOptionArgumentAndSubcommand(Program program) {
    for (Subcommand subcommand : program.pages()) {
      String page = text(program, subcommand);
      Stream<String> options = subcommand.options().stream().flatMap(o -> Stream.of(o.names()));
      options.forEach(name -> assertTrue(page.contains(Roff.bold(name)), subcommand.page() + name));
      for (OptionSpec option : subcommand.options()) {
        for (String line : option.description()) {
          assertTrue(page.contains(Roff.prose(line)), option.longestName());
        }
        assertTrue(
            !Subcommand.takesValue(option) || page.contains(Roff.italic(option.paramLabel())));
      }
      subcommand.labels().forEach(label -> assertTrue(page.contains(Roff.italic(label)), label));
    }
    String own = text(program, program.plain());
    for (Subcommand subcommand : program.subcommands()) {
      assertTrue(
          own.contains(Roff.bold(program.name() + " " + subcommand.name())), subcommand.name());
    }
  }

  @Test
  void givesTheCallWithoutASubcommandTheOptionsOfExec() {
    Program asrole = Program.asrole();
    Subcommand exec = asrole.subcommands().get(0);
    assertEquals("exec", exec.name());
    assertTrue(asrole.plain().names(true).containsAll(exec.names(true)));
    assertTrue(asrole.plain().names(false).contains("--version"));
  }

  @Test
  void makesAPageOfASubcommandWithoutAFragment() {
    CommandSpec root = CommandSpec.create().name("asrole");
    CommandSpec later = CommandSpec.create().name("later");
    root.addSubcommand("later", later);
    later.usageMessage().description("Do it later. Or not.").customSynopsis("asrole later");
    later.addOption(OptionSpec.builder("--when").paramLabel("TIME").type(String.class).build());
    Subcommand subcommand = Subcommand.of(later, later.options(), later.positionalParameters());
    Program program =
        new Program("asrole", Subcommand.of(root, List.of(), List.of()), List.of(subcommand));
    assertEquals(
        """
        .\\" Generated from the command model.
        .nr HY 0
        .TH ASROLE-LATER 1 2026-01-31 "asrole 1.2.3" "User Commands"
        .ad l
        .SH NAME
        asrole\\-later \\- do it later.
        Or not
        .SH SYNOPSIS
        \\fBasrole\\fR \\fBlater\\fR
        .SH DESCRIPTION
        Do it later.
        Or not.
        .SH OPTIONS
        .TP
        \\fB\\-\\-when\\fR=\\fITIME\\fR

        .SH SEE ALSO
        .BR asrole (1)
        """,
        text(program, subcommand));
  }

  private static String text(Program program, Subcommand subcommand) {
    return new ManPage(program, subcommand, program.pages(), EDITION).text();
  }
}
