// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Uses JMX and a flight recording, and prints what the agent shows there. */
public final class WatchAgent {
  private WatchAgent() {}

  public static void main(String[] arguments) throws Exception {
    DefaultCredentialsProvider.builder().build().resolveCredentials();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = AgentMBean.await(server);
    try (Recording recording = new Recording()) {
      recording.start();
      long had = (Long) server.getAttribute(name, "Refreshes");
      while ((Long) server.getAttribute(name, "Refreshes") < had + 1) {
        Thread.sleep(20);
      }
      recording.stop();
      Path file = Path.of(arguments[0]);
      recording.dump(file);
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        if (event.getEventType().getName().equals("io.asrole.Refresh")) {
          System.out.println("event=" + event.getString("role") + " " + event.getString("error"));
        }
      }
    }
    TreeMap<String, Object> attributes = new TreeMap<>();
    for (var attribute : server.getMBeanInfo(name).getAttributes()) {
      Object value = server.getAttribute(name, attribute.getName());
      attributes.put(
          attribute.getName(), value instanceof Object[] all ? Arrays.asList(all) : value);
      attributes.put(attribute.getName() + ".description", attribute.getDescription());
    }
    attributes.forEach((key, value) -> System.out.println(key + "=" + value));
  }
}
