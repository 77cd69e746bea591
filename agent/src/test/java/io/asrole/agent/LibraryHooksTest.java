// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hooked methods of libraries that are not AWS SDKs for Java, in their newest versions. */
class LibraryHooksTest {
  @ParameterizedTest
  @CsvSource({
    "google-auth, InternalAwsSecurityCredentialsSupplier.getCredentials",
    "hazelcast-5.3, AwsCredentialsProvider.fetchCredentialsFromEc2"
        + " AwsCredentialsProvider.fetchCredentialsFromEcs",
    "hazelcast-5.7, AwsCredentialsProvider.fetchCredentialsFromEc2"
        + " AwsCredentialsProvider.fetchCredentialsFromEcs",
    "kotlin, DefaultChainCredentialsProvider.resolve EcsCredentialsProvider.resolve"
        + " EnvironmentCredentialsProvider.resolve ImdsCredentialsProvider.resolve"
        + " ProfileCredentialsProvider.resolve SystemPropertyCredentialsProvider.resolve",
    "kotlin-1.6, DefaultChainCredentialsProvider.resolve EcsCredentialsProvider.resolve"
        + " EnvironmentCredentialsProvider.resolve ImdsCredentialsProvider.resolve"
        + " ProfileCredentialsProvider.resolve SystemPropertyCredentialsProvider.resolve",
    "minio-8, IamAwsProvider.fetch",
    "minio-9, IamAwsProvider.fetch",
    "mongodb-4.7, AwsCredentialHelper.obtainFromEnvironment",
    "mongodb-5.14, AwsCredentialHelper.obtainFromEnvironment BuiltInAwsCredentialSupplier.get",
  })
  void hooksEachClassOfTheTable(String library, String methods) throws IOException {
    List<String> hooked = new ArrayList<>();
    for (String path :
        Files.readString(Path.of("target", "sdks", library + ".path")).strip().split(":", -1)) {
      try (JarFile jar = new JarFile(path)) {
        for (JarEntry entry : jar.stream().toList()) {
          String name = entry.getName().replace(".class", "");
          HookTable.Row row = HookTable.findRow(name);
          if (row != null) {
            try (InputStream file = jar.getInputStream(entry)) {
              SdkRewriter rewriter =
                  SdkRewriter.rewrite(
                      row, file.readAllBytes(), SdkRewriter.readNewestClassFileVersion());
              assertNull(rewriter.notHookedReason(), name);
              for (String method : rewriter.hooked()) {
                hooked.add(
                    name.substring(name.lastIndexOf('/') + 1)
                        + "."
                        + method.substring(0, method.indexOf('(')));
              }
            }
          }
        }
      }
    }
    assertEquals(methods, String.join(" ", hooked.stream().sorted().toList()));
  }

  @ParameterizedTest
  @CsvSource({
    "MINIO, fetch, ()Lio/minio/credentials/Credentials;, true",
    "MINIO, fetch, (I)Lio/minio/credentials/Credentials;, false",
    "MINIO, fetch, ()Lio/minio/credentials/OtherCredentials;, false",
    "MINIO, fetch, ()V, false",
    "MINIO, get, ()Lio/minio/credentials/Credentials;, false",
    "HAZELCAST, fetchCredentialsFromEcs, ()Lcom/hazelcast/aws/AwsCredentials;, true",
    "HAZELCAST, credentials, ()Lcom/hazelcast/aws/AwsCredentials;, false",
    "SDK_KOTLIN, resolve, (La/collections/Attributes;Lb/coroutines/Continuation;)Ljava/lang/Object;,"
        + " true",
    "SDK_KOTLIN, resolve, (La/collections/Attributes;)Ljava/lang/Object;, false",
    "SDK_KOTLIN, resolve, (ILb/coroutines/Continuation;)Ljava/lang/Object;, false",
    "SDK_KOTLIN, resolve, ()Ljava/lang/Object;, false",
  })
  void knowsTheHookedMethodByItsWholeDescriptor(
      Library library, String name, String descriptor, boolean isHooked) {
    assertEquals(isHooked, library.isHookedMethod(name, descriptor));
  }

  @Test
  void tellsTheSdkForKotlinFromTheSdkForJavaAndTheCrt() {
    String name = "auth/credentials/ProfileCredentialsProvider";
    assertEquals(Library.SDK_KOTLIN, row("aws/sdk/kotlin/runtime/" + name).library);
    assertEquals(Library.SDK_V2, row("software/amazon/awssdk/" + name).library);
    assertNull(
        HookTable.findRow(
            "software/amazon/awssdk/crt/auth/credentials/DefaultChainCredentialsProvider"));
  }

  /** The library is not in Maven Central; the classes here have the form of its source at 1.5.1. */
  @Test
  void givesTheChainOfSmithyJavaTheRoleUnlessItResolvesTokens() throws Exception {
    Hook.INSTANCE.publish(new Credentials("key", "secret", "token", Instant.EPOCH, "123456789012"));
    try (SmithyJava library = new SmithyJava()) {
      Object identity = Objects.requireNonNull(library.resolve("AwsCredentialsIdentity"));
      assertEquals("key secret token 1970-01-01T00:00:00Z 123456789012", identity.toString());
      assertNull(library.resolve("TokenIdentity"));
      Hook.INSTANCE.withdraw();
      assertNull(library.resolve("AwsCredentialsIdentity"));
    } finally {
      Hook.INSTANCE.withdraw();
    }
  }

  private static HookTable.Row row(String name) {
    HookTable.Row row = HookTable.findRow(name);
    assertNotNull(row);
    return row;
  }
}
