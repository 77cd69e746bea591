// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The function that hooked methods of the SDKs call. It holds the role's current credentials.
 * Hooked methods know it as a {@link BiFunction}. They find this class by name and its constants by
 * {@link Class#getEnumConstants}, which needs no method lookup and no access check.
 */
public enum Hook implements BiFunction<Object, Class<?>, @Nullable Object> {
  /** Gets a provider and a return type before the provider resolves credentials. */
  INSTANCE,

  /** Gets the credentials that a provider resolved, and the return type. */
  RESULT_FILTER;

  /** ClassValue stores the rows in the provider classes, so it keeps no class loader alive. */
  private static final ClassValue<HookTable.@Nullable Row> ROW =
      new ClassValue<HookTable.@Nullable Row>() {
        @Override
        protected HookTable.@Nullable Row computeValue(Class<?> provider) {
          return HookTable.findProviderRow(provider);
        }
      };

  private static final ClassValue<SdkCredentials> SDK_CREDENTIALS =
      new ClassValue<SdkCredentials>() {
        @Override
        protected SdkCredentials computeValue(Class<?> returnType) {
          return SdkCredentials.create(returnType);
        }
      };

  @SuppressWarnings("ImmutableEnumChecker")
  private volatile @Nullable Credentials credentials;

  @SuppressWarnings("ImmutableEnumChecker")
  private volatile Scope scope = Scope.AMBIENT;

  @SuppressWarnings("ImmutableEnumChecker")
  private final EnvironmentKeys environmentKeys = new EnvironmentKeys(System.getenv());

  /** Sets which providers return the role's credentials. {@link Hooks} hooks their classes. */
  void setScope(Scope scope) {
    this.scope = scope;
  }

  /** Makes hooked methods return these credentials from now on. */
  void publish(Credentials credentials) {
    environmentKeys.markIfIssued(credentials);
    this.credentials = credentials;
  }

  /** The keys in the environment of this JVM. */
  EnvironmentKeys environmentKeys() {
    return environmentKeys;
  }

  /** Whether providers of that row return the role's credentials once there are some. */
  boolean appliesTo(HookTable.Row row) {
    return row.isInScope(scope, environmentKeys.isFromAsrole());
  }

  /** Makes the SDKs resolve their own credentials again. */
  void withdraw() {
    this.credentials = null;
  }

  /**
   * The role's credentials as an object of the provider's SDK; null if the provider must resolve
   * its own. For {@link #RESULT_FILTER}: the credentials to return.
   *
   * @param provider the provider; for {@link #RESULT_FILTER} the credentials that it resolved
   * @param returnType AwsCredentials or AWSCredentials of the provider's SDK copy
   */
  @Override
  public @Nullable Object apply(Object provider, Class<?> returnType) {
    if (this == RESULT_FILTER) {
      return INSTANCE.filterResult(provider, returnType);
    }
    Credentials now = credentials;
    if (now == null) {
      return null;
    }
    HookTable.Row row = ROW.get(provider.getClass());
    return row == null || !appliesTo(row) ? null : SDK_CREDENTIALS.get(returnType).convert(now);
  }

  /** The role's credentials if the scope is all, or if asrole set the key; else the found ones. */
  private @Nullable Object filterResult(@Nullable Object found, Class<?> returnType) {
    Credentials now = credentials;
    if (now == null || found == null) {
      return found;
    }
    SdkCredentials sdk = SDK_CREDENTIALS.get(returnType);
    boolean isFromAsrole =
        environmentKeys.isFromAsrole() && environmentKeys.hasAccessKeyId(sdk.accessKeyId(found));
    return scope == Scope.ALL || (scope == Scope.AMBIENT && isFromAsrole)
        ? sdk.convert(now)
        : found;
  }
}
