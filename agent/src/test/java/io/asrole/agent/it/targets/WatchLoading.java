// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Another agent. It prints the classes that are loaded while asrole's agent hooks a class. */
public final class WatchLoading {
  private static final Queue<String> LOADED = new ConcurrentLinkedQueue<>();

  private WatchLoading() {}

  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(
        new ClassFileTransformer() {
          @Override
          public byte @Nullable [] transform(
              @Nullable ClassLoader loader,
              @Nullable String name,
              @Nullable Class<?> redefined,
              @Nullable ProtectionDomain domain,
              byte[] classFile) {
            boolean isHooking =
                Arrays.stream(new Throwable().getStackTrace())
                    .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                    .anyMatch("io.asrole.agent.SdkTransformer.transform"::equals);
            if (isHooking) {
              LOADED.add(String.valueOf(name));
            }
            return null;
          }
        });
  }

  public static void main(String[] arguments) {
    PrintIdentity.main(arguments);
    LOADED.forEach(name -> System.out.println("loaded " + name));
  }
}
