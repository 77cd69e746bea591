// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits until the agent has renewed the credentials, or ends in the way that the argument names.
 */
public final class AwaitRenewal {
  private AwaitRenewal() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println("ready");
    switch (arguments[0]) {
      case "return" -> System.in.read();
      case "exit" -> {
        System.in.read();
        System.exit(0);
      }
      case "halt" -> {
        System.in.read();
        Runtime.getRuntime().halt(0);
      }
      case "hook" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(AwaitRenewal::awaitRenewalByShell));
        System.out.println("hooked");
        System.in.read();
      }
      case "descriptors" -> {
        List<FileInputStream> open = takeAllDescriptors();
        awaitRenewal();
        System.out.println("with " + open.size() + " files");
      }
      case "no-processes" -> {
        System.in.read();
        System.out.println(tryToStartProcess());
        awaitRenewal();
      }
      default -> {
        while (true) {
          awaitRenewal();
        }
      }
    }
  }

  private static String tryToStartProcess() throws InterruptedException {
    try {
      return "started, status " + new ProcessBuilder("true").start().waitFor();
    } catch (IOException e) {
      return "cannot start: " + e.getMessage();
    }
  }

  private static List<FileInputStream> takeAllDescriptors() {
    List<FileInputStream> open = new ArrayList<>();
    try {
      while (true) {
        open.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException e) {
      return open;
    }
  }

  private static void awaitRenewalByShell() {
    awaitRenewal();
    System.out.println("by " + ProcessHandle.current().children().map(ProcessHandle::pid).toList());
  }

  /** The status has the expiration, so that each renewal changes it. */
  private static void awaitRenewal() {
    String before = System.getProperty("asrole.status", "");
    while (System.getProperty("asrole.status", "").equals(before)
        || !System.getProperty("asrole.status", "").startsWith("idle ")) {
      Thread.onSpinWait();
    }
    System.out.println("renewed");
  }
}
