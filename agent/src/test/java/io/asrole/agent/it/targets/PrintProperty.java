// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

/** Prints a system property; uses no SDK. */
public final class PrintProperty {
  private PrintProperty() {}

  public static void main(String[] arguments) {
    System.out.println(arguments[0] + "=" + System.getProperty(arguments[0]));
  }
}
