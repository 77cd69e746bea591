// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import org.jspecify.annotations.Nullable;

/**
 * Which parts of the JDK the application has woken: the agent uses management and the flight
 * recorder then, and never wakes them itself, for some containers must be there first.
 */
final class Awake {
  private static final String MANAGEMENT = "javax.management.MBeanServerFactory";
  private static final String MANAGEMENT_INTERNALLY = MANAGEMENT.replace('.', '/');
  private static final String FLIGHT_RECORDER = "jdk.jfr.internal.PlatformRecorder";
  private static final String FLIGHT_RECORDER_INTERNALLY = FLIGHT_RECORDER.replace('.', '/');

  private volatile boolean management;
  private volatile boolean flightRecorder;

  /** A class is loaded, of that name with dots or slashes. */
  void loaded(@Nullable ClassLoader loader, String name) {
    if (loader != null) {
      return;
    }
    if (name.equals(MANAGEMENT) || name.equals(MANAGEMENT_INTERNALLY)) {
      management = true;
    } else if (name.equals(FLIGHT_RECORDER) || name.equals(FLIGHT_RECORDER_INTERNALLY)) {
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
