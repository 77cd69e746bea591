// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * Adds descriptions of the attributes to the MBean of {@link CredentialsMXBean} and registers it.
 * It is a proxy, because a subclass of StandardMBean would load JMX when the agent is loaded.
 */
final class DescribedMBean implements InvocationHandler {
  static final String NAME = "io.asrole:type=Credentials";

  private static final String[][] DESCRIPTIONS = {
    {"Version", "Version of the asrole agent in this JVM"},
    {
      "Role", "Role that the AWS SDKs in this JVM use, as given to the agent; null if there is none"
    },
    {"State", "waiting, idle (no AWS SDK loaded yet), active, expired or detached"},
    {"Active", "Whether the state is active: the AWS SDKs use credentials that have not expired"},
    {"Expiration", "Expiration of the credentials in use, in ISO 8601; null if there are none"},
    {"SecondsLeft", "Seconds until the credentials in use expire; 0 if they have expired"},
    {
      "LastSuccess",
      "Time of the last successful refresh, in seconds since 1970; 0 if there was none"
    },
    {"Generation", "Number of role sessions that this JVM has used"},
    {"Refreshes", "Number of successful runs of the credential process"},
    {
      "Failures",
      "Number of runs of the credential process that failed or could not renew the session"
    },
    {"LastError", "Reason of the last failure; null if a refresh has succeeded since"},
    {"Hooked", "Classes of AWS SDKs that use the role, each with its jar"},
    {"NotHooked", "Classes of AWS SDKs that may not use the role, each with the reason"},
  };

  private final Object bean;

  private DescribedMBean(Object bean) {
    this.bean = bean;
  }

  /**
   * Registers the MBean in the platform MBeanServer. Returns false if there is no MBeanServer yet:
   * the application must create the first one.
   *
   * @throws IllegalStateException if the registration fails
   */
  static boolean register(CredentialsMXBean bean) {
    if (MBeanServerFactory.findMBeanServer(null).isEmpty()) {
      return false;
    }
    try {
      Object described =
          Proxy.newProxyInstance(
              DescribedMBean.class.getClassLoader(),
              new Class<?>[] {DynamicMBean.class},
              new DescribedMBean(new StandardMBean(bean, CredentialsMXBean.class, true)));
      ManagementFactory.getPlatformMBeanServer().registerMBean(described, new ObjectName(NAME));
      return true;
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(this, arguments);
    }
    try {
      Object result = method.invoke(bean, arguments);
      return result instanceof MBeanInfo ? addDescriptions((MBeanInfo) result) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static MBeanInfo addDescriptions(MBeanInfo info) {
    Map<String, String> descriptions = new HashMap<>();
    for (String[] description : DESCRIPTIONS) {
      descriptions.put(description[0], description[1]);
    }
    MBeanAttributeInfo[] attributes = info.getAttributes();
    for (int i = 0; i < attributes.length; i++) {
      MBeanAttributeInfo attribute = attributes[i];
      attributes[i] =
          new MBeanAttributeInfo(
              attribute.getName(),
              attribute.getType(),
              descriptions.getOrDefault(attribute.getName(), attribute.getDescription()),
              attribute.isReadable(),
              attribute.isWritable(),
              attribute.isIs(),
              attribute.getDescriptor());
    }
    return new MBeanInfo(
        info.getClassName(),
        "The role that the AWS SDKs in this JVM use",
        attributes,
        info.getConstructors(),
        info.getOperations(),
        info.getNotifications(),
        info.getDescriptor());
  }
}
