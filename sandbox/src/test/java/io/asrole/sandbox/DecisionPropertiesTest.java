// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.RandomScene.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * What holds for each decision. Every run tries other scenes; a failure names the seed of its
 * scene, which goes to {@code new Random(seed)}.
 */
class DecisionPropertiesTest {
  private static final int SCENES = 800;
  private static final Decide DECIDE = new Decide();
  private static final Decide LENIENT = Decide.leniently();

  @Test
  void addingADenyNeverAllows() {
    forEachScene(
        (random, scene) -> {
          Document document = scene.document(random);
          RandomScene more = scene.with(document, RandomScene.statement(random, document, "Deny"));
          if (!decision(scene).equals("Allowed")) {
            assertNotEquals("Allowed", decision(more), () -> scene.line() + "\n" + more.line());
          }
        });
  }

  @Test
  void addingAnAllowNeverDenies() {
    forEachScene(
        (random, scene) -> {
          Document document = scene.document(random);
          RandomScene more = scene.with(document, RandomScene.statement(random, document, "Allow"));
          String before = decision(scene);
          if (before.equals("Allowed")) {
            assertEquals("Allowed", decision(more), () -> scene.line() + "\n" + more.line());
          } else if (before.equals("ImplicitlyDenied")) {
            assertNotEquals(
                "ExplicitlyDenied", decision(more), () -> scene.line() + "\n" + more.line());
          }
        });
  }

  @Test
  void theOrderOfStatementsAndPoliciesDoesNotMatter() {
    forEachScene(
        (random, scene) -> {
          RandomScene other = scene.shuffled(random);
          assertEquals(decision(scene), decision(other), () -> scene.line() + "\n" + other.line());
        });
  }

  @Test
  void contextKeysThatNoPolicyNamesChangeNothing() {
    forEachScene(
        (random, scene) ->
            assertEquals(decision(scene), decision(scene.withUnknownKeys()), scene::line));
  }

  /** The statement is read as the meaning that allows least: no other one allows less. */
  @Test
  void leniencyAllowsWhatEachMeaningOfAnUnknownElementAllows() {
    int[] allowed = new int[1];
    int[] errors = new int[1];
    forEachScene(
        (random, scene) -> {
          UnknownElements unknown = UnknownElements.create(random, scene);
          String line = unknown.unknownLine();
          Decide.Answer lenient = LENIENT.answer(line);
          errors[0] += DECIDE.answer(line).decision().equals("Error") ? 1 : 0;
          boolean always = true;
          for (String meaning : unknown.meanings()) {
            Decide.Answer answer = DECIDE.answer(meaning);
            assertNotEquals("Error", answer.decision(), () -> answer.because() + "\n" + meaning);
            always &= answer.decision().equals("Allowed");
          }
          assertEquals(always, lenient.decision().equals("Allowed"), line + "\n" + lenient);
          allowed[0] += always ? 1 : 0;
        });
    assertTrue(allowed[0] > SCENES / 20, "allowed " + allowed[0]);
    // The other statements do not cover sts, so that only their form is checked.
    assertTrue(errors[0] > SCENES / 2, "errors " + errors[0]);
  }

  @Test
  void theScenesReachEachDecisionOften() {
    Map<String, Integer> counts = new HashMap<>();
    forEachScene((random, scene) -> counts.merge(decision(scene), 1, Integer::sum));
    for (String decision : List.of("Allowed", "ImplicitlyDenied", "ExplicitlyDenied")) {
      assertTrue(counts.getOrDefault(decision, 0) > SCENES / 20, counts::toString);
    }
  }

  private static void forEachScene(BiConsumer<Random, RandomScene> property) {
    Random seeds = new Random();
    for (int count = 0; count < SCENES; count++) {
      long seed = seeds.nextLong();
      Random random = new Random(seed);
      try {
        property.accept(random, RandomScene.create(random));
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static String decision(RandomScene scene) {
    Decide.Answer answer = DECIDE.answer(scene.line());
    assertNotEquals("Error", answer.decision(), () -> answer.because() + "\n" + scene.line());
    return answer.decision();
  }
}
