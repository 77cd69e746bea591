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

  /** ClassValue stores this in the provider classes, so it keeps no class loader alive. */
  private static final ClassValue<ProviderClass> PROVIDER_CLASS =
      new ClassValue<ProviderClass>() {
        @Override
        protected ProviderClass computeValue(Class<?> provider) {
          return ProviderClass.read(provider);
        }
      };

  private static final ClassValue<SdkCredentials> SDK_CREDENTIALS =
      new ClassValue<SdkCredentials>() {
        @Override
        protected SdkCredentials computeValue(Class<?> type) {
          return new SdkCredentials(type);
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
   * @param provider the provider, or the class of a static method; for {@link #RESULT_FILTER} the
   *     credentials that the provider resolved
   * @param type the return type of the method, such as AwsCredentials of the provider's SDK copy;
   *     the provider's class if the return type is Object
   */
  @Override
  public @Nullable Object apply(Object provider, Class<?> type) {
    if (this == RESULT_FILTER) {
      return INSTANCE.filterResult(provider, type);
    }
    Credentials now = credentials;
    if (now == null) {
      return null;
    }
    ProviderClass providerClass =
        PROVIDER_CLASS.get(provider instanceof Class ? (Class<?>) provider : provider.getClass());
    HookTable.Row row = providerClass.row;
    return row == null || !appliesTo(row) || providerClass.leavesAlone(provider, scope)
        ? null
        : SDK_CREDENTIALS.get(type).convert(now, row.library);
  }

  /** The role's credentials if the scope is all, or if asrole set the key; else the found ones. */
  private @Nullable Object filterResult(@Nullable Object found, Class<?> type) {
    Credentials now = credentials;
    if (now == null || found == null) {
      return found;
    }
    SdkCredentials sdk = SDK_CREDENTIALS.get(type);
    boolean isFromAsrole =
        environmentKeys.isFromAsrole() && environmentKeys.hasAccessKeyId(sdk.accessKeyId(found));
    return scope == Scope.ALL || (scope == Scope.AMBIENT && isFromAsrole)
        ? sdk.convert(now, Library.SDK_V2)
        : found;
  }
}
