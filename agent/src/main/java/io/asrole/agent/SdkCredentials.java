// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Converts the role's credentials to the credentials class of one copy of an SDK. The same
 * credentials give the same object, because SDKs compare credentials by identity or by value.
 */
final class SdkCredentials {
  private static final String PROVIDER_NAME = "asrole";

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
  private final Class<?> returnType;
  private final AtomicReference<@Nullable Conversion> latest = new AtomicReference<>();

  private SdkCredentials(Class<?> type, Class<?> returnType) {
    this.type = type;
    this.returnType = returnType;
  }

  /**
   * The converter for one copy of an SDK.
   *
   * @param returnType AwsCredentials (v2) or AWSCredentials (v1) of that copy
   */
  static SdkCredentials create(Class<?> returnType) {
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
      throw unknownSdk(name, e);
    }
  }

  /** The object of the SDK for these credentials. */
  Object convert(Credentials credentials) {
    Conversion last = latest.get();
    if (last != null && last.source == credentials) {
      return last.object;
    }
    Conversion next = new Conversion(credentials, createSdkObject(credentials));
    if (latest.compareAndSet(last, next)) {
      return next.object;
    }
    Conversion other = latest.get();
    return other != null && other.source == credentials ? other.object : next.object;
  }

  /** The access key id of a credentials object of that SDK copy. */
  String accessKeyId(Object credentials) {
    String method =
        returnType.getSimpleName().startsWith("AWS") ? "getAWSAccessKeyId" : "accessKeyId";
    try {
      return String.valueOf(returnType.getMethod(method).invoke(credentials));
    } catch (ReflectiveOperationException e) {
      throw unknownSdk(returnType.getName(), e);
    }
  }

  private Object createSdkObject(Credentials credentials) {
    try {
      return type.getSimpleName().startsWith("Basic")
          ? createV1(credentials)
          : createV2(credentials);
    } catch (ReflectiveOperationException e) {
      throw unknownSdk(type.getName(), e);
    }
  }

  private Object createV1(Credentials credentials) throws ReflectiveOperationException {
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

  private Object createV2(Credentials credentials) throws ReflectiveOperationException {
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
  private static IllegalStateException unknownSdk(String type, ReflectiveOperationException cause) {
    return new IllegalStateException(
        "asrole: this version of the AWS SDK is unknown to the agent: " + type, cause);
  }
}
