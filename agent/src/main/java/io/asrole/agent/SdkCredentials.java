// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Converts the role's credentials to the credentials class of one copy of a library. The same
 * credentials give the same object, because SDKs compare credentials by identity or by value.
 */
final class SdkCredentials {
  static final String PROVIDER_NAME = "asrole";

  /** An object of the SDK and the credentials that it was created from. */
  private static final class Conversion {
    final Credentials source;
    final Object object;

    Conversion(Credentials source, Object object) {
      this.source = source;
      this.object = object;
    }
  }

  private final Class<?> type;
  private final AtomicReference<@Nullable Conversion> latest = new AtomicReference<>();

  /**
   * The converter for one copy of a library.
   *
   * @param type the type that the hook gets, such as AwsCredentials (v2) of that copy
   */
  SdkCredentials(Class<?> type) {
    this.type = type;
  }

  /** The object of the SDK for these credentials. */
  Object convert(Credentials credentials, Library library) {
    Conversion last = latest.get();
    if (last != null && last.source == credentials) {
      return last.object;
    }
    Conversion next = new Conversion(credentials, create(credentials, library));
    if (latest.compareAndSet(last, next)) {
      return next.object;
    }
    Conversion other = latest.get();
    return other != null && other.source == credentials ? other.object : next.object;
  }

  /** The access key id of a credentials object of that copy of SDK v2. */
  String accessKeyId(Object credentials) {
    try {
      return String.valueOf(type.getMethod("accessKeyId").invoke(credentials));
    } catch (ReflectiveOperationException e) {
      throw unknownLibrary(type, e);
    }
  }

  private Object create(Credentials credentials, Library library) {
    try {
      return library == Library.SDK_V1
          ? createV1(findNeighbor("BasicSessionCredentials"), credentials)
          : library == Library.SDK_V2
              ? createV2(findNeighbor("AwsSessionCredentials"), credentials)
              : LibraryCredentials.create(type, credentials, library);
    } catch (ReflectiveOperationException e) {
      throw unknownLibrary(type, e);
    }
  }

  /** A class in the package of the type. */
  private Class<?> findNeighbor(String name) throws ClassNotFoundException {
    String own = type.getName();
    return Class.forName(
        own.substring(0, own.lastIndexOf('.') + 1) + name, true, type.getClassLoader());
  }

  private static Object createV1(Class<?> type, Credentials credentials)
      throws ReflectiveOperationException {
    Class<?> s = String.class;
    try {
      return type.getConstructor(s, s, s, s, s)
          .newInstance(
              credentials.accessKeyId,
              credentials.secretAccessKey,
              credentials.sessionToken,
              credentials.accountId,
              PROVIDER_NAME);
    } catch (NoSuchMethodException before1dot12) {
      return type.getConstructor(s, s, s)
          .newInstance(
              credentials.accessKeyId, credentials.secretAccessKey, credentials.sessionToken);
    }
  }

  private static Object createV2(Class<?> type, Credentials credentials)
      throws ReflectiveOperationException {
    Method builder;
    try {
      builder = type.getMethod("builder");
    } catch (NoSuchMethodException before2dot20) {
      return type.getMethod("create", String.class, String.class, String.class)
          .invoke(
              null, credentials.accessKeyId, credentials.secretAccessKey, credentials.sessionToken);
    }
    Class<?> builderType = builder.getReturnType();
    Object object = builder.invoke(null);
    builderType.getMethod("accessKeyId", String.class).invoke(object, credentials.accessKeyId);
    builderType
        .getMethod("secretAccessKey", String.class)
        .invoke(object, credentials.secretAccessKey);
    builderType.getMethod("sessionToken", String.class).invoke(object, credentials.sessionToken);
    setIfKnown(builderType, object, "expirationTime", Instant.class, credentials.expiration);
    setIfKnown(builderType, object, "providerName", String.class, PROVIDER_NAME);
    if (credentials.accountId != null) {
      setIfKnown(builderType, object, "accountId", String.class, credentials.accountId);
    }
    return builderType.getMethod("build").invoke(object);
  }

  private static void setIfKnown(
      Class<?> builderType, Object builder, String property, Class<?> type, Object value)
      throws ReflectiveOperationException {
    Method setter;
    try {
      setter = builderType.getMethod(property, type);
    } catch (NoSuchMethodException olderSdk) {
      return;
    }
    setter.invoke(builder, value);
  }

  /** Not an SDK exception: the credential chains catch those and try the next provider. */
  private static IllegalStateException unknownLibrary(
      Class<?> type, ReflectiveOperationException cause) {
    return new IllegalStateException(
        "asrole: this version of the library is unknown to the agent: " + type.getName(), cause);
  }
}
