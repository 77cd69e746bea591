// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.lang.reflect.Field;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/** A class of provider objects: its row, and the field that shows what an object is for. */
final class ProviderClass {
  private static final String DEFAULT_PROFILE = "default";

  /** The row that decides for the objects; null if the hook leaves them alone. */
  final HookTable.@Nullable Row row;

  private final @Nullable Field purpose;
  private final String environmentProfile;

  private ProviderClass(
      HookTable.@Nullable Row row, @Nullable Field purpose, @Nullable String environmentProfile) {
    this.row = row;
    this.purpose = purpose;
    this.environmentProfile =
        environmentProfile == null || environmentProfile.trim().isEmpty()
            ? DEFAULT_PROFILE
            : environmentProfile.trim();
  }

  static ProviderClass read(Class<?> type) {
    HookTable.Row row = HookTable.findProviderRow(type);
    String field = row == null ? null : row.purposeField;
    return new ProviderClass(
        row, field == null ? null : findField(type, field), System.getenv("AWS_PROFILE"));
  }

  /** A private field of the class that can be read; null if the class has no such field. */
  private static @Nullable Field findField(Class<?> type, String name) {
    // Under a security manager the application may have no permission for this.
    return AccessController.doPrivileged(
        new PrivilegedAction<@Nullable Field>() {
          @Override
          public @Nullable Field run() {
            try {
              Field field = type.getDeclaredField(name);
              field.setAccessible(true);
              return field;
            } catch (ReflectiveOperationException | RuntimeException olderVersion) {
              return null;
            }
          }
        });
  }

  /**
   * Whether the object must resolve its own credentials: code has chosen a profile for it, which
   * the scope {@code all} replaces, or it resolves something else, such as a bearer token.
   */
  boolean leavesAlone(Object provider, Scope scope) {
    if (purpose == null) {
      return false;
    }
    Object value;
    try {
      value = purpose.get(provider);
    } catch (IllegalAccessException e) {
      return false;
    }
    return value instanceof Class
        ? !((Class<?>) value).getName().endsWith(".AwsCredentialsIdentity")
        : value != null && scope != Scope.ALL && !isAmbientProfile(value.toString().trim());
  }

  /** Clients of SDK v2 give each default chain the name of the profile that the settings name. */
  private boolean isAmbientProfile(String profile) {
    if (profile.isEmpty() || profile.equals(environmentProfile)) {
      return true;
    }
    try {
      String property = System.getProperty("aws.profile");
      return property != null && profile.equals(property.trim());
    } catch (SecurityException e) {
      return false; // The SDK has no permission to read this property either.
    }
  }
}
