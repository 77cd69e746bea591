// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.lang.reflect.Proxy;

/** Catches signals. */
final class Signals {
  private Signals() {}

  /**
   * Runs the action when this JVM receives the signal, instead of ending the JVM. No supported
   * class of Java can do this. sun.misc is called by reflection, because javac prints a warning
   * about it that cannot be suppressed.
   *
   * @param name without SIG, such as {@code TERM}
   */
  static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                action.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java catches no signals", e);
    }
  }
}
