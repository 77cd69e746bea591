// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/** The agent's place in management, once the application has some. */
final class Bean {
  static final String NAME = "io.asrole:type=Credentials";

  private Bean() {}

  /**
   * Registers it, unless there is no management yet: whoever makes the first server, chooses it.
   *
   * @throws IllegalStateException where it never can be
   */
  static boolean register(CredentialsMXBean bean) {
    if (MBeanServerFactory.findMBeanServer(null).isEmpty()) {
      return false;
    }
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(bean, new ObjectName(NAME));
      return true;
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
