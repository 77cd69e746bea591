// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.asrole.role.RoleArn;
import io.asrole.role.RoleReference;
import io.asrole.role.SourceChoice;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every record of the launcher, filled with secrets where it has room for them, shows none. */
class ToStringTest {
  private static final String SECRET = "sharp-secret";

  /** Components of these names hold secrets, or text from outside that may. */
  private static final Set<String> SECRET_NAMES =
      Set.of("secretAccessKey", "sessionToken", "body", "properties", "environment", "set");

  private final Set<String> holders = new TreeSet<>();

  @Test
  void showsNoSecret() throws ReflectiveOperationException {
    for (JavaClass found : new ClassFileImporter().importPath(Path.of("target", "classes"))) {
      if (found.isRecord()) {
        Class<?> type = Class.forName(found.getName());
        String shown = String.valueOf(sample(type));
        assertFalse(shown.contains(SECRET), type + " shows a secret: " + shown);
        assertFalse(shown.isBlank(), type + " shows nothing at all");
      }
    }
    assertTrue(
        holders.containsAll(
            List.of(
                "SourceCredentials",
                "SessionCredentials",
                "ConfigProfile",
                "ChildEnvironment",
                "Invocation",
                "Answer")),
        () -> "the walk put secrets only into " + holders);
  }

  @Test
  void namesTheKeyOfCredentials() {
    assertEquals(
        "SessionCredentials(accessKeyId=ASIA1, expiration=1970-01-01T00:00:00Z)",
        new SessionCredentials("ASIA1", SECRET, SECRET, Instant.EPOCH).toString());
  }

  private Object sample(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(components[i]);
    }
    Constructor<?> constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private @Nullable Object value(RecordComponent component) throws ReflectiveOperationException {
    Class<?> type = component.getType();
    boolean secret = SECRET_NAMES.contains(component.getName());
    if (secret) {
      holders.add(component.getDeclaringRecord().getSimpleName());
    }
    if (type == String.class) {
      return secret ? SECRET : "arn:aws:iam::123456789012:role/Sample";
    } else if (type == Map.class) {
      return secret ? Map.of("NAME", SECRET) : Map.of();
    } else if (type == List.class) {
      return List.of();
    } else if (type == boolean.class) {
      return false;
    } else if (type == int.class) {
      return 0;
    } else if (type == long.class) {
      return 0L;
    } else if (type == Instant.class) {
      return Instant.EPOCH;
    } else if (type == Duration.class) {
      return Duration.ZERO;
    } else if (type == RoleReference.class) {
      return new RoleReference.Arn(new RoleArn("arn:aws:iam::123456789012:role/Sample"));
    } else if (type == SourceChoice.class) {
      return SourceChoice.Ambient.INSTANCE;
    } else if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return type.isRecord() ? sample(type) : null;
  }
}
