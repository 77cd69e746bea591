// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the SDKs' hooked methods call, as a java.* type: they find it by name, and its one constant
 * by {@link Class#getEnumConstants}, which costs neither a lookup of a method nor an access check.
 */
public enum Hook implements BiFunction<Object, Class<?>, @Nullable Object> {
  INSTANCE;

  /** Both caches live in the classes they are about: nothing keeps an application's loader. */
  private static final ClassValue<Boolean> IS_HOOKED =
      new ClassValue<Boolean>() {
        @Override
        protected Boolean computeValue(Class<?> provider) {
          return HookTable.isHooked(provider);
        }
      };

  private static final ClassValue<SdkCredentials> SDK_CREDENTIALS =
      new ClassValue<SdkCredentials>() {
        @Override
        protected SdkCredentials computeValue(Class<?> returnType) {
          return SdkCredentials.of(returnType);
        }
      };

  @SuppressWarnings("ImmutableEnumChecker")
  private volatile @Nullable Credentials credentials;

  /** From here on hooked methods answer with these credentials. */
  void publish(Credentials credentials) {
    this.credentials = credentials;
  }

  /** From here on the SDKs resolve their own again. */
  void withdraw() {
    this.credentials = null;
  }

  /** The credentials as that provider returns them; null to have it resolve its own. */
  @Override
  public @Nullable Object apply(Object provider, Class<?> returnType) {
    Credentials now = credentials;
    return now == null || !IS_HOOKED.get(provider.getClass())
        ? null
        : SDK_CREDENTIALS.get(returnType).of(now);
  }
}
