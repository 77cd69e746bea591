// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many starts at once: one of them asks STS, and its end, however it comes, frees the others. */
@Tag("one-jdk")
class HerdIT {
  private static final String ROLE = "ExampleAssumedRole";
  private static final int HERD = 200;
  private static final int JVMS = 12;
  private static final Duration LONGEST_HERD = Duration.ofMinutes(8);

  private static final Duration REFUSAL_REMEMBERED = Duration.ofSeconds(5);

  /** SessionStore's bound on waiting for the lock, and as much as a slow machine may add. */
  private static final Duration LOCK_BOUND = Duration.ofSeconds(40);

  /** Two waiters that give up one after the other need far longer. */
  private static final Duration FAR_FROM_THE_BOUND = Duration.ofSeconds(10);

  private static final Duration SLACK = Duration.ofSeconds(15);

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  @Test
  void twoHundredStartsOnAnEmptyStoreAskStsOnce() {
    Set<Result> results = herd();
    String key = StoredSession.onlyOneOf(AsRole.in(aws, home)).get("access-key-id");
    assertEquals(Set.of(new Result(0, key + "\n", "")), results);
    assertEquals(1, aws.counters().calls("sts.AssumeRole"));
    assertEquals(1, AsRole.in(aws, home).run("status", "--history").out().lines().count());
  }

  @Test
  void twoHundredStartsShareOneRefusal() {
    aws.queue(Fault.denied("sts.AssumeRole").always());
    long start = System.nanoTime();
    Set<Result> results = herd();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    String line =
        "asrole: cannot assume arn:aws:iam::123456789012:role/ExampleAssumedRole:"
            + " AccessDenied: User:"
            + " arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0 is not"
            + " authorized to perform: sts:AssumeRole on resource:"
            + " arn:aws:iam::123456789012:role/ExampleAssumedRole; the role must exist, its trust"
            + " policy must name this caller, and this caller's policies must allow it; run: asrole"
            + " doctor ExampleAssumedRole\n";
    assertEquals(Set.of(new Result(125, "", line)), results);
    // Those who start later than a refusal is remembered may ask again.
    long most = 1 + took.dividedBy(REFUSAL_REMEMBERED);
    assertTrue(aws.counters().calls("sts.AssumeRole") <= most, () -> took + " " + aws.counters());
  }

  @Test
  void startsWithoutAShellAskStsOnceToo() {
    // Many JVMs at once leave the sandbox little of the processors.
    AsRole asrole = AsRole.in(aws, home).by(Way.JAR).with("AWS_METADATA_SERVICE_TIMEOUT", "10");
    assertEquals(1, all(asrole, JVMS).size());
    assertEquals(1, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void aKilledHolderOfTheLockFreesTheOthersAtOnce() {
    Running holder = holderThatHangs();
    List<Running> others = List.of(waiter(), waiter());
    long killed = System.nanoTime();
    holder.process().destroyForcibly();
    for (Running other : others) {
      Result result = other.result();
      assertEquals(0, result.exitCode(), result::err);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - killed);
    assertTrue(took.compareTo(FAR_FROM_THE_BOUND) < 0, took::toString);
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void aStoppedHolderOfTheLockDelaysAnotherByTheBoundAtMost() throws Exception {
    Running holder = holderThatHangs();
    try {
      signal("STOP", holder);
      long start = System.nanoTime();
      Result result = waiter().result();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertEquals(0, result.exitCode(), result::err);
      assertTrue(
          result.err().contains("continuing without the lock: its holder does not release it"),
          result::err);
      assertTrue(took.compareTo(LOCK_BOUND.plus(SLACK)) < 0, took::toString);
    } finally {
      holder.process().destroyForcibly();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DASH", "BASH", "BUSYBOX", "MKSH"})
  void aSignalEndsAScriptThatWaitsForTheLock(Front front) throws Exception {
    Path store = Files.createDirectories(home.resolve(".cache/asrole"));
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwx------"));
    Path lock = store.resolve(ROLE + ".herd");
    Process holder =
        new ProcessBuilder("flock", lock.toString(), "sh", "-c", "echo held; exec sleep 60")
            .start();
    try {
      assertEquals("held", holder.inputReader().readLine());
      AsRole asrole = front.of(AsRole.in(aws, home));
      Running waiter = asrole.start(ROLE, "--", "true");
      waiter.until("it waits", () -> !waiter.process().toHandle().descendants().toList().isEmpty());
      signal("TERM", waiter);
      assertEquals(143, waiter.result(Duration.ofSeconds(15)).exitCode());
      assertEquals(0, aws.counters().calls("sts.AssumeRole"));
    } finally {
      holder.destroyForcibly();
    }
  }

  @Test
  void whatTheScriptHasWaitedIsTakenOffTheBound() throws Exception {
    Running holder = holderThatHangs();
    try {
      signal("STOP", holder);
      long start = System.nanoTime();
      AsRole late = AsRole.in(aws, home).by(Way.JAR);
      Result result =
          late.with("JAVA_TOOL_OPTIONS", "-Dasrole.waited=34").run(ROLE, "--", "echo", "started");
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertEquals("started\n", result.out(), result::err);
      assertTrue(took.compareTo(SLACK) < 0, took::toString);
    } finally {
      holder.process().destroyForcibly();
    }
  }

  /** A start whose process is the JVM that holds the lock while STS keeps silent. */
  private Running holderThatHangs() {
    aws.queue(Fault.hang("sts.AssumeRole"));
    Running holder = AsRole.in(aws, home).by(Way.JAR).start(ROLE, "--", "true");
    Await.until(
        () -> aws.counters().calls("sts.AssumeRole") == 1,
        () -> holder.complaints() + aws.counters());
    return holder;
  }

  /** A start that waits for the lock by now. */
  private Running waiter() {
    Running waiter = AsRole.in(aws, home).by(Way.JAR).start("--debug", ROLE, "--", "true");
    Await.until(
        () -> waiter.complaints().contains("session store: waiting for another start"),
        waiter::complaints);
    return waiter;
  }

  private static void signal(String name, Running running) throws Exception {
    String pid = String.valueOf(running.process().pid());
    Process kill = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start();
    assertEquals(0, kill.waitFor());
  }

  private Set<Result> herd() {
    return all(AsRole.in(aws, home), HERD);
  }

  /** The different results of so many starts at once. */
  private static Set<Result> all(AsRole asrole, int count) {
    List<Running> herd =
        IntStream.range(0, count)
            .mapToObj(i -> asrole.start(ROLE, "--", "printenv", "AWS_ACCESS_KEY_ID"))
            .toList();
    return herd.stream().map(running -> running.result(LONGEST_HERD)).collect(Collectors.toSet());
  }
}
