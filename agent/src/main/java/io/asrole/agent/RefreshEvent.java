// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The flight recorder event {@code io.asrole.Refresh}. Its duration is that of the credential
 * process. The class uses reflection, because Java 8 may have no flight recorder.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/jdk.jfr/jdk/jfr/EventFactory.html">EventFactory</a>
 */
final class RefreshEvent {
  private static final String[] FIELDS = {"role", "expiration", "error"};

  private final Object factory;
  private @Nullable Object current;

  RefreshEvent() throws ReflectiveOperationException {
    List<Object> annotations = new ArrayList<>();
    annotations.add(createAnnotation("Name", "io.asrole.Refresh"));
    annotations.add(createAnnotation("Label", "Role Credentials Refresh"));
    annotations.add(createAnnotation("StackTrace", false));
    Constructor<?> field =
        Class.forName("jdk.jfr.ValueDescriptor").getConstructor(Class.class, String.class);
    List<Object> fields = new ArrayList<>();
    for (String name : FIELDS) {
      fields.add(field.newInstance(String.class, name));
    }
    factory =
        invoke(
            Class.forName("jdk.jfr.EventFactory").getMethod("create", List.class, List.class),
            null,
            annotations,
            fields);
  }

  /** Begins an event, before the credential process is started. */
  void begin() throws ReflectiveOperationException {
    Object event = invoke(factory.getClass().getMethod("newEvent"), factory);
    invoke(findEventMethod("begin"), event);
    current = event;
  }

  /**
   * Ends the event and records it.
   *
   * @param values the values of role, expiration and error, in this order; null if there is none
   */
  void commit(@Nullable String... values) throws ReflectiveOperationException {
    Object event = current;
    if (event == null) {
      return; // The flight recorder was loaded after begin.
    }
    current = null;
    Method set = findEventMethod("set", int.class, Object.class);
    for (int i = 0; i < values.length; i++) {
      invoke(set, event, i, values[i]);
    }
    invoke(findEventMethod("commit"), event);
  }

  private static Object createAnnotation(String name, Object value)
      throws ReflectiveOperationException {
    return Class.forName("jdk.jfr.AnnotationElement")
        .getConstructor(Class.class, Object.class)
        .newInstance(Class.forName("jdk.jfr." + name).asSubclass(Annotation.class), value);
  }

  private static Method findEventMethod(String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    return Class.forName("jdk.jfr.Event").getMethod(name, parameters);
  }

  private static Object invoke(Method method, @Nullable Object on, @Nullable Object... arguments)
      throws IllegalAccessException, InvocationTargetException {
    return method.invoke(on, arguments);
  }
}
