// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Another agent, which retransforms an SDK class while the program runs. With "breaking" it also
 * removes the method of the JDK that resolves CONSTANT_Dynamic.
 */
public final class OtherAgent {
  private static final String MAKER = "java/lang/invoke/ConstantBootstraps";
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
            if (MAKER.equals(name) && "breaking".equals(arguments)) {
              // A name of the same length, because class files store the length.
              return new String(classFile, ISO_8859_1)
                  .replace("\u0006invoke", "\u0006broken")
                  .getBytes(ISO_8859_1);
            }
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
