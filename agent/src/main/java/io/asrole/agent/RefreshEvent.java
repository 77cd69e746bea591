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
 * {@code io.asrole.Refresh}, an event of the flight recorder that lasts as long as the credential
 * process ran. By reflection, for Java 8 may be without flight recorder.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/jdk.jfr/jdk/jfr/EventFactory.html">EventFactory</a>
 */
final class RefreshEvent {
  private static final String[] FIELDS = {"role", "expiration", "error"};

  private final Object factory;
  private @Nullable Object begun;

  RefreshEvent() throws ReflectiveOperationException {
    List<Object> annotations = new ArrayList<>();
    annotations.add(annotation("Name", "io.asrole.Refresh"));
    annotations.add(annotation("Label", "Role Credentials Refresh"));
    annotations.add(annotation("StackTrace", false));
    Constructor<?> field =
        Class.forName("jdk.jfr.ValueDescriptor").getConstructor(Class.class, String.class);
    List<Object> fields = new ArrayList<>();
    for (String name : FIELDS) {
      fields.add(field.newInstance(String.class, name));
    }
    factory =
        call(
            Class.forName("jdk.jfr.EventFactory").getMethod("create", List.class, List.class),
            null,
            annotations,
            fields);
  }

  void begin() throws ReflectiveOperationException {
    Object event = call(factory.getClass().getMethod("newEvent"), factory);
    call(event("begin"), event);
    begun = event;
  }

  /** The values of the fields, in their order. */
  void commit(@Nullable String... values) throws ReflectiveOperationException {
    Object event = begun;
    if (event == null) {
      return; // The recorder woke meanwhile.
    }
    begun = null;
    Method set = event("set", int.class, Object.class);
    for (int i = 0; i < values.length; i++) {
      call(set, event, i, values[i]);
    }
    call(event("commit"), event);
  }

  private static Object annotation(String name, Object value) throws ReflectiveOperationException {
    return Class.forName("jdk.jfr.AnnotationElement")
        .getConstructor(Class.class, Object.class)
        .newInstance(Class.forName("jdk.jfr." + name).asSubclass(Annotation.class), value);
  }

  private static Method event(String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    return Class.forName("jdk.jfr.Event").getMethod(name, parameters);
  }

  private static Object call(Method method, @Nullable Object on, @Nullable Object... arguments)
      throws IllegalAccessException, InvocationTargetException {
    return method.invoke(on, arguments);
  }
}
