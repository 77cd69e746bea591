// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls the suspend functions of the AWS SDK for Kotlin. */
final class UseKotlin {
  private static final String RUNTIME = "aws.smithy.kotlin.runtime.";
  private static final String PROVIDERS = "aws.sdk.kotlin.runtime.auth.credentials.";
  private static final String STS = "aws.sdk.kotlin.services.sts.";

  private UseKotlin() {}

  /** A function with a suspend function's last argument. */
  private interface Suspended {
    Object resume(Object continuation) throws Exception;
  }

  /** The access key id of the default chain, then of the container and instance providers. */
  static Callable<String> providers() throws Exception {
    List<Object> providers = new ArrayList<>();
    for (String name : List.of("DefaultChain", "Ecs", "Imds")) {
      providers.add(
          Class.forName(PROVIDERS + name + "CredentialsProvider").getConstructor().newInstance());
    }
    AtomicInteger calls = new AtomicInteger();
    return () -> resolve(providers.get(calls.getAndIncrement() % providers.size()));
  }

  /** A static provider, and a default chain with the name of a profile. */
  static Callable<String> chosen() throws Exception {
    Object fixed = staticProvider(UseLibrary.CHOSEN, "secret", null);
    Constructor<?> constructor =
        Stream.of(Class.forName(PROVIDERS + "DefaultChainCredentialsProvider").getConstructors())
            .filter(each -> each.getParameterCount() == 6)
            .findFirst()
            .orElseThrow();
    // All arguments but the first are the default ones.
    Object byProfile = constructor.newInstance("chosen", null, null, null, 0b1110, null);
    return () -> resolve(fixed) + "," + resolve(byProfile);
  }

  /** The role that a client with a provider calls AWS as; without one, with its default chain. */
  static Callable<String> client(String endpoint, @Nullable Object provider) throws Exception {
    Class<?> function = Class.forName("kotlin.jvm.functions.Function1");
    Object unit = Class.forName("kotlin.Unit").getField("INSTANCE").get(null);
    Object settings =
        Proxy.newProxyInstance(
            function.getClassLoader(),
            new Class<?>[] {function},
            (proxy, method, arguments) -> {
              set(arguments[0], "setRegion", "us-east-1");
              set(arguments[0], "setEndpointUrl", url(endpoint));
              if (provider != null) {
                set(arguments[0], "setCredentialsProvider", provider);
              }
              return unit;
            });
    Object companion = Class.forName(STS + "StsClient").getField("Companion").get(null);
    Object client =
        Class.forName(RUNTIME + "client.SdkClientFactory")
            .getMethod("invoke", function)
            .invoke(companion, settings);
    Method call = method(Class.forName(STS + "StsClient"), "getCallerIdentity$default");
    return () -> {
      Object identity = run(continuation -> call.invoke(null, client, null, continuation, 1, null));
      return (String) identity.getClass().getMethod("getArn").invoke(identity);
    };
  }

  /** A provider of one key. */
  static Object staticProvider(String id, String secret, @Nullable String token) throws Exception {
    Class<?> type = Class.forName(RUNTIME + "auth.awscredentials.Credentials");
    Object companion = type.getField("Companion").get(null);
    Object credentials =
        method(companion.getClass(), "invoke$default")
            .invoke(null, companion, id, secret, token, null, null, null, 0b111000, null);
    return Class.forName(PROVIDERS + "StaticCredentialsProvider")
        .getConstructor(type)
        .newInstance(credentials);
  }

  private static String resolve(Object provider) throws Exception {
    Object attributes =
        Class.forName(RUNTIME + "collections.AttributesKt")
            .getMethod("emptyAttributes")
            .invoke(null);
    Method resolve = method(provider.getClass(), "resolve");
    Object credentials = run(continuation -> resolve.invoke(provider, attributes, continuation));
    return (String)
        Class.forName(RUNTIME + "auth.awscredentials.Credentials")
            .getMethod("getAccessKeyId")
            .invoke(credentials);
  }

  /** Runs a suspend function until it has a result. */
  private static Object run(Suspended function) throws Exception {
    Class<?> type = Class.forName("kotlin.jvm.functions.Function2");
    Object block =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> function.resume(arguments[1]));
    return Class.forName("kotlinx.coroutines.BuildersKt")
        .getMethod("runBlocking", Class.forName("kotlin.coroutines.CoroutineContext"), type)
        .invoke(
            null,
            Class.forName("kotlin.coroutines.EmptyCoroutineContext").getField("INSTANCE").get(null),
            block);
  }

  private static Object url(String text) throws Exception {
    Object companion = Class.forName(RUNTIME + "net.url.Url").getField("Companion").get(null);
    return method(companion.getClass(), "parse$default")
        .invoke(null, companion, text, null, 2, null);
  }

  private static void set(Object builder, String name, Object value) throws Exception {
    method(builder.getClass(), name).invoke(builder, value);
  }

  private static Method method(Class<?> type, String name) throws NoSuchMethodException {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name)) {
        return method;
      }
    }
    throw new NoSuchMethodException(name);
  }
}
