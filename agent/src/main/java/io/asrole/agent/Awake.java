// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import org.jspecify.annotations.Nullable;

/**
 * Which parts of the JDK the application has woken: the agent uses management and the flight
 * recorder then, and never wakes them itself, for some containers must be there first.
 */
final class Awake {
  private volatile boolean management;
  private volatile boolean flightRecorder;

  /** A class was loaded. */
  void loaded(@Nullable ClassLoader loader, String name) {
    if (loader != null) {
      return;
    }
    if (name.equals("javax/management/MBeanServerFactory")) {
      management = true;
    } else if (name.equals("jdk/jfr/internal/PlatformRecorder")) {
      flightRecorder = true;
    }
  }

  boolean isManagement() {
    return management;
  }

  boolean isFlightRecorder() {
    return flightRecorder;
  }
}
