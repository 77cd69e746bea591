// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import java.util.concurrent.CountDownLatch;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.ObjectName;

/** The MBean of the agent, which the agent registers some time after JMX has started. */
final class AgentMBean {
  private AgentMBean() {}

  /** Waits until the MBean is registered; its name. */
  static ObjectName await(MBeanServer server) throws JMException, InterruptedException {
    ObjectName name = new ObjectName("io.asrole:type=Credentials");
    CountDownLatch registered = new CountDownLatch(1);
    server.addNotificationListener(
        MBeanServerDelegate.DELEGATE_NAME,
        (notification, unused) -> {
          if (server.isRegistered(name)) {
            registered.countDown();
          }
        },
        null,
        null);
    if (!server.isRegistered(name)) {
      registered.await();
    }
    return name;
  }
}
