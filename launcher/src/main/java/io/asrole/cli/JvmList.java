// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.attach.AgentAnswer;
import io.asrole.attach.JavaProcess;
import io.asrole.attach.TargetJvm;
import io.asrole.start.Invocation;
import io.asrole.text.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The JVMs of this host with the role that each has; all are asked at once. */
final class JvmList {
  private final Invocation invocation;
  private final Progress progress;

  JvmList(Invocation invocation, Progress progress) {
    this.invocation = invocation;
    this.progress = progress;
  }

  void print() throws IOException {
    List<JavaProcess> processes = JavaProcess.all();
    List<FutureTask<String>> answers = new ArrayList<>();
    for (JavaProcess process : processes) {
      FutureTask<String> answer = new FutureTask<>(() -> status(process));
      Thread thread = new Thread(answer, "list");
      thread.setDaemon(true);
      thread.start();
      answers.add(answer);
    }
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < processes.size(); i++) {
      JavaProcess process = processes.get(i);
      rows.add(
          List.of(
              Long.toString(process.pid()),
              process.user(),
              process.program(),
              answered(answers.get(i))));
    }
    Table.of("PID", "USER", "PROGRAM", "ROLE").print(invocation.out(), rows);
  }

  private String status(JavaProcess process) {
    if (!process.hasAgent()) {
      return "-";
    }
    try {
      return TargetJvm.create(process, progress)
          .status()
          .map(status -> AgentAnswer.statusAt(status, invocation.clock().instant()))
          .orElse("-");
    } catch (AsroleException e) {
      return "unknown (" + e.sentence() + ")";
    }
  }

  private static String answered(FutureTask<String> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
