// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import org.jspecify.annotations.Nullable;

/**
 * Whether the application has loaded JMX or the flight recorder. The agent never loads them first:
 * some application servers must install their own MBeanServer before anything uses JMX.
 */
final class LoadedSubsystems {
  private static final String MANAGEMENT = "javax.management.MBeanServerFactory";
  private static final String MANAGEMENT_INTERNAL_NAME = MANAGEMENT.replace('.', '/');
  private static final String FLIGHT_RECORDER = "jdk.jfr.internal.PlatformRecorder";
  private static final String FLIGHT_RECORDER_INTERNAL_NAME = FLIGHT_RECORDER.replace('.', '/');

  private volatile boolean management;
  private volatile boolean flightRecorder;

  /**
   * Records that the JVM has loaded or is loading a class.
   *
   * @param loader the class loader; null is the boot loader
   * @param name the class name, with dots or with slashes
   */
  void noteLoadedClass(@Nullable ClassLoader loader, String name) {
    if (loader != null) {
      return;
    }
    if (name.equals(MANAGEMENT) || name.equals(MANAGEMENT_INTERNAL_NAME)) {
      management = true;
    } else if (name.equals(FLIGHT_RECORDER) || name.equals(FLIGHT_RECORDER_INTERNAL_NAME)) {
      flightRecorder = true;
    }
  }

  boolean isManagementLoaded() {
    return management;
  }

  boolean isFlightRecorderLoaded() {
    return flightRecorder;
  }
}
