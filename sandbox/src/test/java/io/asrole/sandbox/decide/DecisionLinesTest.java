// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionLinesTest {
  private static final String ASSUMED = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
  private static final String EXAMPLE = "arn:aws:iam::123456789012:role/ExampleRole";
  private static final String GOOD = "'caller': '" + EXAMPLE + "', 'role': '" + ASSUMED + "'";

  @TempDir Path folder;

  @Test
  void answersEachLineInOrder() throws IOException {
    LineAnswers answers =
        LineAnswers.answer(
            folder,
            false,
            false,
            LineAnswers.line(GOOD),
            "{",
            LineAnswers.line("'caller': 'ExampleAssumedRole', 'role': 'ExampleRole'"));
    assertEquals(2, answers.status());
    assertEquals(3, answers.out().size());
    assertEquals(
        "{\"decision\":\"Allowed\",\"because\":\"Statement 1 of the trust policy of "
            + ASSUMED
            + " allows sts:AssumeRole to "
            + EXAMPLE
            + ".\"}",
        answers.out().get(0));
    assertTrue(answers.out().get(1).startsWith("{\"error\":\"not JSON: "), answers.out().get(1));
    assertTrue(answers.out().get(2).startsWith("{\"decision\":\"ImplicitlyDenied\""));
    assertEquals("", answers.err());
  }

  @Test
  void anyFailureIsTheErrorOfItsLine() throws IOException {
    List<Throwable> failures =
        new ArrayList<>(
            List.of(
                new IllegalStateException("lost"),
                new StackOverflowError(),
                new OutOfMemoryError("no space")));
    InstantSource broken =
        () -> {
          if (failures.isEmpty()) {
            return Instant.EPOCH;
          }
          Throwable failure = failures.remove(0);
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        };
    StringWriter out = new StringWriter();
    int status =
        new DecisionLines(new Decider(World.builtIn(), broken), folder, false, false)
            .answer(
                new BufferedReader(new StringReader((LineAnswers.line(GOOD) + "\n").repeat(4))),
                new PrintWriter(out),
                new PrintWriter(new StringWriter()));
    assertEquals(2, status);
    List<String> answers = out.toString().lines().toList();
    assertEquals(
        List.of(
            "{\"error\":\"decide failed on this line: java.lang.IllegalStateException: lost\"}",
            "{\"error\":\"decide failed on this line: java.lang.StackOverflowError\"}",
            "{\"error\":\"decide failed on this line: java.lang.OutOfMemoryError: no space\"}"),
        answers.subList(0, 3));
    assertTrue(answers.get(3).startsWith("{\"decision\":\"Allowed\""), answers.get(3));
  }

  @Test
  void comparesWithWhatIsExpected() throws IOException {
    LineAnswers equal =
        LineAnswers.answer(folder, false, true, LineAnswers.line(GOOD + ", 'expect': 'Allowed'"));
    assertEquals(0, equal.status());
    LineAnswers different =
        LineAnswers.answer(
            folder, false, true, LineAnswers.line(GOOD + ", 'expect': 'ExplicitlyDenied'"));
    assertEquals(1, different.status());
    assertEquals(
        """
        line 1: expected ExplicitlyDenied, decided Allowed
          Statement 1 of the trust policy of %s allows sts:AssumeRole to %s.
        1 line: 0 as expected, 1 different, 0 with an error, 0 not compared
        """
            .formatted(ASSUMED, EXAMPLE),
        different.err());
    LineAnswers missing = LineAnswers.answer(folder, false, true, LineAnswers.line(GOOD));
    assertEquals(2, missing.status());
    assertTrue(missing.out().get(0).startsWith("{\"decision\":\"Allowed\""), missing.toString());
    assertTrue(
        missing.err().endsWith("--expect compared no line: no line has the member expect\n"),
        missing.err());
    LineAnswers some =
        LineAnswers.answer(
            folder,
            false,
            true,
            LineAnswers.line(GOOD),
            LineAnswers.line(GOOD + ", 'expect': 'Allowed'"));
    assertEquals(0, some.status());
    assertEquals(
        "2 lines: 1 as expected, 0 different, 0 with an error, 1 not compared\n", some.err());
    assertEquals(2, LineAnswers.answer(folder, false, true).status());
    LineAnswers word =
        LineAnswers.answer(folder, false, true, LineAnswers.line(GOOD + ", 'expect': 'Denied'"));
    assertEquals(
        List.of("{\"error\":\"expect: expected Allowed, ImplicitlyDenied or ExplicitlyDenied\"}"),
        word.out());
  }

  @Test
  void readsNullAsAbsentAndSkipsAByteOrderMark() throws IOException {
    LineAnswers answers =
        LineAnswers.answer(
            folder,
            false,
            false,
            "\uFEFF" + LineAnswers.line(GOOD + ", 'tags': null, 'externalId': null"),
            "",
            " ");
    assertTrue(answers.out().get(0).startsWith("{\"decision\":\"Allowed\""), answers.toString());
    assertEquals("{\"error\":\"the line is empty\"}", answers.out().get(1));
    assertEquals("{\"error\":\"the line is empty\"}", answers.out().get(2));
  }

  @Test
  void aSlipIsAnErrorOrAWarning() throws IOException {
    String slip = LineAnswers.line(GOOD + ", 'externalID': 'x'");
    LineAnswers strict = LineAnswers.answer(folder, false, false, slip);
    assertEquals(
        List.of("{\"error\":\"externalID: decide does not know this member\"}"), strict.out());
    LineAnswers lenient = LineAnswers.answer(folder, true, false, slip);
    assertEquals(0, lenient.status());
    assertEquals("warning: line 1: externalID: decide does not know this member\n", lenient.err());
  }

  @Test
  void aLineMayHaveItsOwnWorldWithFiles() throws IOException {
    Files.writeString(
        folder.resolve("trust.json"),
        "{'Version': '2012-10-17', 'Statement': {'Effect': 'Allow', 'Principal': '*', 'Action':"
                .replace('\'', '"')
            + " ['sts:AssumeRole', 'sts:TagSession'], 'Condition': {'StringEquals': {"
                .replace('\'', '"')
            + "'aws:SourceIp': '${aws:RequestTag/ip}'}}}}".replace('\'', '"'));
    String world =
        "'world': {'account': '123456789012', 'roles': [{'arn': 'arn:aws:iam::123456789012:role/R',"
            + " 'trust': 'trust.json'}], 'users': [{'arn': 'arn:aws:iam::123456789012:user/u'}]}";
    String question =
        "'caller': 'arn:aws:iam::123456789012:user/u', 'role': 'R', 'tags': {'ip': '10.0.0.1'}, "
            + world;
    LineAnswers answers =
        LineAnswers.answer(
            folder,
            false,
            false,
            LineAnswers.line(question + ", 'context': {'aws:SourceIp': '10.0.0.1'}"),
            LineAnswers.line(question + ", 'context': {'aws:SourceIp': '10.0.0.2'}"));
    assertEquals(0, answers.status(), answers.toString());
    assertTrue(answers.out().get(0).startsWith("{\"decision\":\"Allowed\""));
    assertTrue(answers.out().get(1).startsWith("{\"decision\":\"ImplicitlyDenied\""));
  }
}
