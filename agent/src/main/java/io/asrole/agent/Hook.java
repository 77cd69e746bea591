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
  INSTANCE,

  /** What an answer of a provider passes through, as the first argument. */
  ANSWERED;

  /** Both caches live in the classes they are about: nothing keeps an application's loader. */
  private static final ClassValue<HookTable.@Nullable Row> ROW =
      new ClassValue<HookTable.@Nullable Row>() {
        @Override
        protected HookTable.@Nullable Row computeValue(Class<?> provider) {
          return HookTable.rowOfProvider(provider);
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

  @SuppressWarnings("ImmutableEnumChecker")
  private volatile Scope scope = Scope.AMBIENT;

  @SuppressWarnings("ImmutableEnumChecker")
  private final EnvironmentKeys environment = new EnvironmentKeys(System.getenv());

  /** From here on providers of that scope answer; which of them there are is decided elsewhere. */
  void answerIn(Scope scope) {
    this.scope = scope;
  }

  /** From here on hooked methods answer with these credentials. */
  void publish(Credentials credentials) {
    environment.compare(credentials);
    this.credentials = credentials;
  }

  /** What is known of the keys in this JVM's environment. */
  EnvironmentKeys environment() {
    return environment;
  }

  /** Whether providers of that row answer with the role's credentials, if there are some. */
  boolean answers(HookTable.Row row) {
    return row.isIn(scope, environment.isFromAsrole());
  }

  /** From here on the SDKs resolve their own again. */
  void withdraw() {
    this.credentials = null;
  }

  /** The credentials as that provider returns them; null to have it resolve its own. */
  @Override
  public @Nullable Object apply(Object provider, Class<?> returnType) {
    if (this == ANSWERED) {
      return INSTANCE.replaced(provider, returnType);
    }
    Credentials now = credentials;
    if (now == null) {
      return null;
    }
    HookTable.Row row = ROW.get(provider.getClass());
    return row == null || !answers(row) ? null : SDK_CREDENTIALS.get(returnType).of(now);
  }

  /** These credentials, or the role's where these are keys that asrole has set, or all count. */
  private @Nullable Object replaced(@Nullable Object found, Class<?> returnType) {
    Credentials now = credentials;
    if (now == null || found == null) {
      return found;
    }
    SdkCredentials sdk = SDK_CREDENTIALS.get(returnType);
    boolean isFromAsrole = environment.isFromAsrole() && environment.isKey(sdk.accessKeyId(found));
    return scope == Scope.ALL || (scope == Scope.AMBIENT && isFromAsrole) ? sdk.of(now) : found;
  }
}
