// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.decide.DecideException;
import io.asrole.sandbox.decide.Decider;
import io.asrole.sandbox.decide.DecisionLines;
import io.asrole.sandbox.decide.Question;
import io.asrole.sandbox.iam.Decision;
import io.asrole.sandbox.streams.UnwrittenException;
import io.asrole.sandbox.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The subcommand {@code decide}: prints what IAM would decide, and why. */
@Command(
    name = "decide",
    description = "Print whether a caller may assume a role, and which statement decides.",
    customSynopsis = {
      "asrole-sandbox decide [OPTIONS] CALLER ROLE",
      "       asrole-sandbox decide [--world=FILE] [--expect] [--lenient] < LINES"
    },
    footer = {
      "",
      "CALLER and ROLE are ARNs, or names of roles of the world.",
      "Without CALLER, read one JSON question a line, and print one JSON answer a line.",
      "",
      "Exit status: 0 all questions have a decision, 1 a decision differs from --expect, 2 a"
          + " question has an error, 125 an option or an argument is wrong."
    })
final class DecideCommand implements Callable<Integer> {
  private static final int INVALID = 2;
  private static final Set<String> OF_ONE_QUESTION =
      Set.of("--external-id", "--session-name", "--source-identity", "--tag", "--context");

  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(
      names = "--expect",
      description = "Compare each decision with the member expect of its line.")
  boolean expect;

  @Mixin WorldOptions worldOptions = new WorldOptions();

  @Option(names = "--external-id", paramLabel = "ID", description = "Send this external ID.")
  @Nullable String externalId;

  @Option(
      names = "--session-name",
      paramLabel = "NAME",
      description = "Send this role session name.")
  @Nullable String sessionName;

  @Option(
      names = "--source-identity",
      paramLabel = "NAME",
      description = "Send this source identity.")
  @Nullable String sourceIdentity;

  @Option(
      names = "--tag",
      paramLabel = "KEY=VALUE",
      description = "Send this session tag. Can be repeated.")
  Map<String, String> tags = Map.of();

  @Option(
      names = "--context",
      paramLabel = "KEY=VALUE",
      description = "Set this condition key, such as aws:SourceIp. Can be repeated.")
  Map<String, String> context = Map.of();

  @Parameters(index = "0", arity = "0..1", paramLabel = "CALLER", hidden = true)
  @Nullable String caller;

  @Parameters(index = "1", arity = "0..1", paramLabel = "ROLE", hidden = true)
  @Nullable String role;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    refuseMixedForms();
    try {
      Decider decider =
          new Decider(worldOptions.read(err).orElseGet(World::builtIn), InstantSource.system());
      if (caller != null) {
        return answer(decider);
      }
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      return new DecisionLines(decider, Path.of(""), worldOptions.lenient, expect)
          .answer(in, spec.commandLine().getOut(), err);
    } catch (WorldOptions.UnreadableWorldException | DecideException e) {
      return report(err, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return report(err, "cannot read standard input: " + e.getMessage());
    } catch (ParameterException | UnwrittenException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // The status 1 means that a decision differs.
      return report(err, "decide failed: " + e);
    }
  }

  /** Each of the two forms has options that mean nothing to the other. */
  private void refuseMixedForms() {
    if (caller != null) {
      if (expect) {
        throw new ParameterException(
            spec.commandLine(), "--expect compares lines: it does not go with CALLER and ROLE");
      }
      return;
    }
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (OF_ONE_QUESTION.contains(option.longestName())) {
        throw new ParameterException(
            spec.commandLine(), option.longestName() + " needs CALLER and ROLE");
      }
    }
  }

  private int answer(Decider decider) throws DecideException {
    if (caller == null || role == null) {
      throw new ParameterException(spec.commandLine(), "decide needs CALLER and ROLE");
    }
    Map<String, List<String>> keys = new LinkedHashMap<>();
    context.forEach((key, value) -> keys.put(key, List.of(value)));
    Decision decision =
        decider.decide(
            new Question(
                caller,
                role,
                sessionName,
                externalId,
                sourceIdentity,
                tags,
                List.of(),
                Map.of(),
                List.of(),
                keys,
                null,
                null));
    PrintWriter out = spec.commandLine().getOut();
    out.println(decision.result().text() + ": " + decision.because());
    out.flush();
    return 0;
  }

  private static int report(PrintWriter err, String sentence) {
    err.println("asrole-sandbox: " + sentence);
    err.flush();
    return INVALID;
  }
}
