// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Another agent, which has an SDK's class transformed anew while the program runs. */
public final class OtherAgent {
  private static @Nullable Instrumentation instrumentation;

  private OtherAgent() {}

  public static void premain(@Nullable String arguments, Instrumentation given) {
    instrumentation = given;
    given.addTransformer(
        new ClassFileTransformer() {
          @Override
          public byte @Nullable [] transform(
              @Nullable ClassLoader loader,
              @Nullable String name,
              @Nullable Class<?> redefined,
              @Nullable ProtectionDomain domain,
              byte[] classFile) {
            return name != null && name.endsWith("CredentialsProvider") ? classFile.clone() : null;
          }
        },
        true);
    if ("eager".equals(arguments)) {
      DefaultCredentialsProvider.builder();
    }
  }

  public static void main(String[] arguments) throws Exception {
    PrintIdentity.main(arguments);
    Objects.requireNonNull(instrumentation).retransformClasses(DefaultCredentialsProvider.class);
    PrintIdentity.main(arguments);
  }
}
