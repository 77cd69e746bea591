// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import com.amazonaws.auth.AWSCredentialsProvider;
import com.amazonaws.auth.AWSSessionCredentials;
import com.amazonaws.auth.DefaultAWSCredentialsProviderChain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Loads both SDKs in a class loader that hooks them as the agent does, with callers of them. */
final class HookedSdks extends ClassLoader {
  /** Resolves credentials by the default chain of SDK v2, as clients do before each request. */
  public static final class AskV2 implements Supplier<String[]> {
    private final AwsCredentialsProvider chain = DefaultCredentialsProvider.builder().build();

    @Override
    public String[] get() {
      AwsSessionCredentials answer = (AwsSessionCredentials) chain.resolveCredentials();
      return new String[] {answer.accessKeyId(), answer.secretAccessKey(), answer.sessionToken()};
    }
  }

  /** Resolves credentials by the default chain of SDK v1. */
  public static final class AskV1 implements Supplier<String[]> {
    private final AWSCredentialsProvider chain = new DefaultAWSCredentialsProviderChain();

    @Override
    public String[] get() {
      AWSSessionCredentials answer = (AWSSessionCredentials) chain.getCredentials();
      return new String[] {
        answer.getAWSAccessKeyId(), answer.getAWSSecretKey(), answer.getSessionToken()
      };
    }
  }

  HookedSdks() {
    super(HookedSdks.class.getClassLoader());
  }

  /** Creates one of the two callers in the class loader with the hooked SDK. */
  @SuppressWarnings("unchecked")
  Supplier<String[]> make(Class<?> ask) throws ReflectiveOperationException {
    return (Supplier<String[]>) loadClass(ask.getName()).getConstructor().newInstance();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean here =
        name.startsWith("software.amazon.awssdk.")
            || name.startsWith("com.amazonaws.")
            || name.startsWith(HookedSdks.class.getName() + "$");
    if (!here) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String internal = name.replace('.', '/');
    try (InputStream file = getResourceAsStream(internal + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] original = file.readAllBytes();
      HookTable.Row row = HookTable.findRow(internal);
      byte[] bytes =
          row == null
              ? original
              : SdkRewriter.rewrite(row, original, SdkRewriter.readNewestClassFileVersion())
                  .classFile();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
