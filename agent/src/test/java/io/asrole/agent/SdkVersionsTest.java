// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Compares the class files of each SDK version of src/test/sdks with the hook table. */
class SdkVersionsTest {
  private static final Path SDKS = Path.of("target", "sdks");

  /** Providers that are set explicitly in code or call other providers: these are not hooked. */
  private static final Set<String> EXPLICIT =
      Set.of(
          "AWSCredentialsProviderChain",
          "AWSStaticCredentialsProvider",
          "AnonymousCredentialsProvider",
          "AwsSdkMetrics$1",
          "AwsCredentialsProviderChain",
          "ClasspathPropertiesFileCredentialsProvider",
          "CredentialUtils.toCredentialsProvider",
          "DefaultNoAuthAuthScheme$1",
          "EnvironmentVariableCredentialsProvider",
          "LazyAwsCredentialsProvider",
          "ProcessCredentialsProvider",
          "Profile$1",
          "ProfileAssumeRoleCredentialsProvider",
          "ProfileCredentialsProvider",
          "ProfileProcessCredentialsProvider",
          "ProfileStaticCredentialsProvider",
          "PropertiesFileCredentialsProvider",
          "STSAssumeRoleSessionCredentialsProvider",
          "STSAssumeRoleWithWebIdentitySessionCredentialsProvider",
          "STSProfileCredentialsServiceProvider",
          "STSSessionCredentialsProvider",
          "StaticCredentialsProvider",
          "StsAssumeRoleCredentialsProvider",
          "StsAssumeRoleWithSamlCredentialsProvider",
          "StsAssumeRoleWithWebIdentityCredentialsProvider",
          "StsGetFederationTokenCredentialsProvider",
          "StsGetSessionTokenCredentialsProvider",
          "StsProfileCredentialsProviderFactory$StsProfileCredentialsProvider",
          "StsWebIdentityCredentialsProviderFactory$StsWebIdentityCredentialsProvider",
          "StsWebIdentityTokenFileCredentialsProvider",
          "SystemPropertiesCredentialsProvider",
          "SystemPropertyCredentialsProvider",
          "WebIdentityFederationSessionCredentialsProvider",
          "WebIdentityTokenCredentialsProvider",
          "WebIdentityTokenFileCredentialsProvider");

  static List<String> versions() throws IOException {
    try (Stream<Path> files = Files.list(SDKS)) {
      return files
          .map(file -> file.getFileName().toString().replace(".path", ""))
          .filter(name -> name.startsWith("v"))
          .sorted()
          .toList();
    }
  }

  /** Also programs that contain more modules of the SDK. */
  static List<String> versionsAndPrograms() throws IOException {
    return Stream.concat(versions().stream(), Stream.of("kinesis-client-library", "sqlline-v2"))
        .toList();
  }

  @Test
  void hooksTheMethodsOfTheGoldenList() throws IOException {
    StringBuilder list = new StringBuilder();
    for (String version : versions()) {
      classes(version)
          .forEach(
              (name, file) -> {
                if (isInScope(name)) {
                  for (String method : rewrite(name, file).hooked()) {
                    list.append(version).append(' ').append(name.replace('/', '.')).append('.');
                    list.append(method, 0, method.indexOf('(')).append('\n');
                  }
                }
              });
    }
    try (InputStream golden = SdkVersionsTest.class.getResourceAsStream("hooked.txt")) {
      assertNotNull(golden);
      assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8), list.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void hooksEveryVersionCompletely(String version) throws IOException {
    classes(version)
        .forEach(
            (name, file) -> {
              if (isInScope(name)) {
                assertNull(rewrite(name, file).notHookedReason(), name);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("versionsAndPrograms")
  void knowsEveryProviderOfTheVersion(String version) throws IOException {
    Map<String, byte[]> classes = classes(version);
    Set<String> providers = new TreeSet<>();
    Set<String> unknown = new TreeSet<>();
    classes.forEach(
        (name, file) -> {
          boolean concrete =
              (new ClassReader(file).getAccess() & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE))
                  == 0;
          if (concrete && isProvider(name, classes)) {
            providers.add(name);
            if (!isHooked(name, classes)) {
              unknown.add(name);
            }
          }
          unknown.addAll(lambdas(name, file, classes));
        });
    unknown.removeIf(name -> EXPLICIT.contains(name.substring(name.lastIndexOf('/') + 1)));
    assertEquals(Set.of(), unknown);
    assertTrue(providers.size() >= 8, providers.toString());
  }

  /** The methods of a class that create providers as lambdas. */
  private static Set<String> lambdas(String name, byte[] file, Map<String, byte[]> classes) {
    Set<String> places = new TreeSet<>();
    new ClassReader(file)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String method,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitInvokeDynamicInsn(
                      String function, String made, Handle bootstrap, Object... arguments) {
                    if (isProvider(Type.getReturnType(made).getInternalName(), classes)) {
                      places.add(name + "." + method);
                    }
                  }
                };
              }
            },
            ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return places;
  }

  /** Whether the hook applies to objects of the class: it or a superclass is hooked. */
  private static boolean isHooked(String name, Map<String, byte[]> classes) {
    boolean itself = false;
    boolean prologue = false;
    for (byte[] file = classes.get(name); file != null; ) {
      ClassReader reader = new ClassReader(file);
      HookTable.Row row = HookTable.findRow(reader.getClassName());
      if (row != null && row.scope != Scope.ALL) {
        itself |= row.isProvider;
        prologue |=
            !SdkRewriter.rewrite(row, file, SdkRewriter.readNewestClassFileVersion())
                .hooked()
                .isEmpty();
      }
      file = classes.get(String.valueOf(reader.getSuperName()));
    }
    return itself && prologue;
  }

  private static boolean isProvider(@Nullable String name, Map<String, byte[]> classes) {
    if (name == null) {
      return false;
    }
    if (name.endsWith("/auth/credentials/AwsCredentialsProvider")
        || name.endsWith("/auth/AWSCredentialsProvider")
        || name.endsWith("/identity/spi/IdentityProvider")) {
      return true;
    }
    if (name.endsWith("/SdkTokenProvider")) {
      return false;
    }
    byte[] file = classes.get(name);
    if (file == null) {
      return false;
    }
    ClassReader reader = new ClassReader(file);
    return isProvider(reader.getSuperName(), classes)
        || Stream.of(reader.getInterfaces()).anyMatch(i -> isProvider(i, classes));
  }

  private static boolean isInScope(String name) {
    HookTable.Row row = HookTable.findRow(name);
    return row != null && row.scope != Scope.ALL;
  }

  private static SdkRewriter rewrite(String name, byte[] file) {
    HookTable.Row row = HookTable.findRow(name);
    assertNotNull(row);
    return SdkRewriter.rewrite(row, file, SdkRewriter.readNewestClassFileVersion());
  }

  /** The class files of the SDK by internal name. */
  private static Map<String, byte[]> classes(String version) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    for (String path : Files.readString(SDKS.resolve(version + ".path")).strip().split(":", -1)) {
      if (!path.contains("awssdk") && !path.contains("aws-java-sdk")) {
        continue;
      }
      try (JarFile jar = new JarFile(path)) {
        jar.stream()
            .filter(entry -> entry.getName().endsWith(".class"))
            .collect(Collectors.toList())
            .forEach(
                entry -> {
                  try (InputStream in = jar.getInputStream(entry)) {
                    classes.put(entry.getName().replace(".class", ""), in.readAllBytes());
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
      }
    }
    return classes;
  }
}
