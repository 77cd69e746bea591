// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import io.asrole.it.AsRole.Running;
import io.asrole.it.targets.SayWhoIAm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that goes on until the test is over, and says who AWS takes it for. */
final class Service implements AutoCloseable {
  private final Running running;
  private int asked;

  private Service(Running running) {
    this.running = running;
  }

  /** Started with the surroundings of that asrole, by that JDK, with these options. */
  static Service start(AsRole surroundings, Path jdk, String... options) {
    return start(surroundings, jdk, SayWhoIAm.class, options);
  }

  /** The same with a program that ends in SayWhoIAm. */
  static Service start(AsRole surroundings, Path jdk, Class<?> main, String... options) {
    return new Service(surroundings.startOther(command(jdk, main, options))).whenReady();
  }

  /** Started by asrole, which gets these arguments before the command. */
  static Service startBy(AsRole asrole, String... arguments) {
    return startBy(asrole, List.of(arguments));
  }

  /** The same; the service gets the last arguments. */
  static Service startBy(AsRole asrole, List<String> arguments, String... ofService) {
    List<String> words = new ArrayList<>(arguments);
    words.addAll(List.of(command(AsRole.JAVA_HOME, SayWhoIAm.class)));
    words.addAll(List.of(ofService));
    return new Service(asrole.start(words.toArray(String[]::new))).whenReady();
  }

  /** Started with the surroundings of that asrole, and asks the environment for its credentials. */
  static Service startOnEnvironment(AsRole surroundings) {
    List<String> words = new ArrayList<>(List.of(command(AsRole.JAVA_HOME, SayWhoIAm.class)));
    words.add("environment");
    return new Service(surroundings.startOther(words.toArray(String[]::new))).whenReady();
  }

  private static String[] command(Path jdk, Class<?> main, String... options) {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin/java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of(options));
    // A jar that holds an SDK whole, and that every user can read.
    command.addAll(
        List.of(
            "-cp",
            Path.of("target", "test-classes").toAbsolutePath()
                + ":"
                + AsRole.STAGED.resolve("lib/asrole.jar"),
            main.getName()));
    return command.toArray(String[]::new);
  }

  private Service whenReady() {
    running.prints("ready");
    return this;
  }

  String pid() {
    return Long.toString(running.process().pid());
  }

  /** The caller identity of a call made now. */
  String identity() {
    String question = "#" + ++asked + " ";
    running.type(question.strip() + "\n");
    running.until(question, () -> running.output().contains(question));
    running.until("a line", () -> running.output().endsWith("\n"));
    return running
        .output()
        .substring(running.output().indexOf(question) + question.length())
        .strip();
  }

  /** What it has said on standard error. */
  String complaints() {
    return running.complaints();
  }

  @Override
  public void close() {
    running.process().destroyForcibly();
  }
}
