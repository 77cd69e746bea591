// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes one SDK copy's credentials object, once for each of ours: SDKs compare them by identity or
 * by value, and both hold.
 */
final class SdkCredentials {
  private static final String PROVIDER_NAME = "asrole";

  /** An SDK's object and what it was made of. */
  private static final class Made {
    final Credentials source;
    final Object object;

    Made(Credentials source, Object object) {
      this.source = source;
      this.object = object;
    }
  }

  private final Class<?> type;
  private final Class<?> returnType;
  private final AtomicReference<@Nullable Made> made = new AtomicReference<>();

  private SdkCredentials(Class<?> type, Class<?> returnType) {
    this.type = type;
    this.returnType = returnType;
  }

  /** For the SDK copy that this interface, AwsCredentials or AWSCredentials, is of. */
  static SdkCredentials of(Class<?> returnType) {
    String name = returnType.getName();
    String session =
        name.endsWith(".AWSCredentials") ? "BasicSessionCredentials" : "AwsSessionCredentials";
    try {
      return new SdkCredentials(
          Class.forName(
              name.substring(0, name.lastIndexOf('.') + 1) + session,
              true,
              returnType.getClassLoader()),
          returnType);
    } catch (ReflectiveOperationException e) {
      throw unknown(name, e);
    }
  }

  Object of(Credentials credentials) {
    Made last = made.get();
    if (last != null && last.source == credentials) {
      return last.object;
    }
    Made next = new Made(credentials, make(credentials));
    if (made.compareAndSet(last, next)) {
      return next.object;
    }
    Made other = made.get();
    return other != null && other.source == credentials ? other.object : next.object;
  }

  /** The key ID of credentials of that SDK copy. */
  String accessKeyId(Object credentials) {
    String method =
        returnType.getSimpleName().startsWith("AWS") ? "getAWSAccessKeyId" : "accessKeyId";
    try {
      return String.valueOf(returnType.getMethod(method).invoke(credentials));
    } catch (ReflectiveOperationException e) {
      throw unknown(returnType.getName(), e);
    }
  }

  private Object make(Credentials credentials) {
    try {
      return type.getSimpleName().startsWith("Basic") ? v1(credentials) : v2(credentials);
    } catch (ReflectiveOperationException e) {
      throw unknown(type.getName(), e);
    }
  }

  private Object v1(Credentials credentials) throws ReflectiveOperationException {
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

  private Object v2(Credentials credentials) throws ReflectiveOperationException {
    Method builder;
    try {
      builder = type.getMethod("builder");
    } catch (NoSuchMethodException before2dot20) {
      return type.getMethod("create", String.class, String.class, String.class)
          .invoke(
              null, credentials.accessKeyId, credentials.secretAccessKey, credentials.sessionToken);
    }
    Class<?> of = builder.getReturnType();
    Object object = builder.invoke(null);
    of.getMethod("accessKeyId", String.class).invoke(object, credentials.accessKeyId);
    of.getMethod("secretAccessKey", String.class).invoke(object, credentials.secretAccessKey);
    of.getMethod("sessionToken", String.class).invoke(object, credentials.sessionToken);
    setIfKnown(of, object, "expirationTime", Instant.class, credentials.expiration);
    setIfKnown(of, object, "providerName", String.class, PROVIDER_NAME);
    if (credentials.accountId != null) {
      setIfKnown(of, object, "accountId", String.class, credentials.accountId);
    }
    return of.getMethod("build").invoke(object);
  }

  private static void setIfKnown(
      Class<?> of, Object builder, String property, Class<?> type, Object value)
      throws ReflectiveOperationException {
    Method setter;
    try {
      setter = of.getMethod(property, type);
    } catch (NoSuchMethodException olderSdk) {
      return;
    }
    setter.invoke(builder, value);
  }

  /** Not an exception of the SDKs: their chains would go on to the next provider. */
  private static IllegalStateException unknown(String type, ReflectiveOperationException cause) {
    return new IllegalStateException(
        "asrole: this version of the AWS SDK is unknown to the agent: " + type, cause);
  }
}
