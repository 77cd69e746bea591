// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * Creates the credentials objects of libraries that are not AWS SDKs for Java. Each object gets the
 * expiration if the library has a place for it: MinIO keeps an object without one for ever.
 */
final class LibraryCredentials {
  private static final String SMITHY_CHAIN = "aws.credentials.chain.IdentityChain";

  private LibraryCredentials() {}

  /**
   * The object that the hooked method returns.
   *
   * @param type the type that the hook gets
   */
  static Object create(Class<?> type, Credentials credentials, Library library)
      throws ReflectiveOperationException {
    if (library == Library.SDK_KOTLIN) {
      return createForKotlin(type, credentials);
    }
    if (library == Library.SMITHY_JAVA) {
      return createForSmithy(type, credentials);
    }
    if (library == Library.MINIO) {
      return createForMinio(type, credentials);
    }
    Class<?> s = String.class;
    Constructor<?> constructor =
        library == Library.HAZELCAST
            ? findPrivateConstructor(type, s, s, s)
            : type.getConstructor(s, s, s);
    return constructor.newInstance(
        credentials.accessKeyId, credentials.secretAccessKey, credentials.sessionToken);
  }

  /** {@code Credentials(accessKeyId, secretAccessKey, sessionToken, expiration, "asrole")}. */
  private static Object createForKotlin(Class<?> provider, Credentials credentials)
      throws ReflectiveOperationException {
    Class<?> type = findKotlinCredentials(provider);
    Object companion = type.getField("Companion").get(null);
    for (Method method : companion.getClass().getMethods()) {
      Class<?>[] types = method.getParameterTypes();
      // Kotlin's default arguments: the companion, the arguments, a bit for each that is left out.
      int given = 5;
      int mask = types.length - 2;
      if (method.getName().equals("invoke$default") && mask > given) {
        Object[] arguments = new Object[types.length];
        arguments[0] = companion;
        arguments[1] = credentials.accessKeyId;
        arguments[2] = credentials.secretAccessKey;
        arguments[3] = credentials.sessionToken;
        arguments[4] = createKotlinInstant(types[4], credentials.expiration);
        arguments[5] = SdkCredentials.PROVIDER_NAME;
        arguments[mask] = (1 << (mask - 1)) - (1 << given);
        return method.invoke(null, arguments);
      }
    }
    throw new NoSuchMethodException(type.getName() + ".invoke$default");
  }

  /** The class Credentials, which is in the package of an interface of each provider. */
  private static Class<?> findKotlinCredentials(Class<?> provider) throws ClassNotFoundException {
    for (Class<?> type : provider.getInterfaces()) {
      String name = type.getName();
      if (name.endsWith("CredentialsProvider")) {
        return Class.forName(
            name.substring(0, name.lastIndexOf('.')) + ".Credentials", true, type.getClassLoader());
      }
    }
    throw new ClassNotFoundException("Credentials of " + provider.getName());
  }

  private static Object createKotlinInstant(Class<?> type, Instant instant)
      throws ReflectiveOperationException {
    Object companion = type.getField("Companion").get(null);
    return companion
        .getClass()
        .getMethod("fromEpochSeconds", long.class, int.class)
        .invoke(companion, instant.getEpochSecond(), instant.getNano());
  }

  /** {@code IdentityResult.of(AwsCredentialsIdentity.create(...))}. */
  private static Object createForSmithy(Class<?> chain, Credentials credentials)
      throws ReflectiveOperationException {
    String name = chain.getName();
    String prefix = name.substring(0, name.length() - SMITHY_CHAIN.length());
    ClassLoader loader = chain.getClassLoader();
    Class<?> identity =
        Class.forName(prefix + "aws.auth.api.identity.AwsCredentialsIdentity", true, loader);
    Class<?> s = String.class;
    Object created =
        identity
            .getMethod("create", s, s, s, Instant.class, s)
            .invoke(
                null,
                credentials.accessKeyId,
                credentials.secretAccessKey,
                credentials.sessionToken,
                credentials.expiration,
                credentials.accountId);
    Class<?> result = Class.forName(prefix + "auth.api.identity.IdentityResult", true, loader);
    for (Method method : result.getMethods()) {
      if (method.getName().equals("of") && method.getParameterCount() == 1) {
        return method.invoke(null, created);
      }
    }
    throw new NoSuchMethodException(result.getName() + ".of");
  }

  /** {@code new Credentials(accessKey, secretKey, sessionToken, new S3Time(expiration))}. */
  private static Object createForMinio(Class<?> type, Credentials credentials)
      throws ReflectiveOperationException {
    for (Constructor<?> constructor : type.getConstructors()) {
      Class<?>[] types = constructor.getParameterTypes();
      if (types.length == 4 && types[2] == String.class) {
        Object expiration =
            types[3]
                .getConstructor(ZonedDateTime.class)
                .newInstance(credentials.expiration.atZone(ZoneOffset.UTC));
        return constructor.newInstance(
            credentials.accessKeyId,
            credentials.secretAccessKey,
            credentials.sessionToken,
            expiration);
      }
    }
    throw new NoSuchMethodException(type.getName() + ".<init>");
  }

  private static Constructor<?> findPrivateConstructor(Class<?> type, Class<?>... parameters)
      throws ReflectiveOperationException {
    try {
      // Under a security manager the application may have no permission for this.
      return AccessController.doPrivileged(
          new PrivilegedExceptionAction<Constructor<?>>() {
            @Override
            public Constructor<?> run() throws NoSuchMethodException {
              Constructor<?> constructor = type.getDeclaredConstructor(parameters);
              constructor.setAccessible(true);
              return constructor;
            }
          });
    } catch (PrivilegedActionException e) {
      throw new ReflectiveOperationException(e.getException());
    }
  }
}
