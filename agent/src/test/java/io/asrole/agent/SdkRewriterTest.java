// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Rewrites classes with the name and form of an SDK class, in several class file versions. */
class SdkRewriterTest {
  private static final String NAME = "relocated/auth/credentials/DefaultCredentialsProvider";
  private static final String CREDENTIALS =
      "software/amazon/awssdk/auth/credentials/AwsCredentials";

  @BeforeEach
  void publishCredentials() {
    Hook.INSTANCE.publish(new Credentials("key", "secret", "token", Instant.MAX, null));
  }

  @AfterEach
  void withdrawCredentials() {
    Hook.INSTANCE.withdraw();
  }

  @ParameterizedTest
  @CsvSource({
    "50, 69, 50", // SDK v1 1.11
    "51, 69, 51",
    "52, 52, 52", // in a JVM of Java 8
    "52, 54, 52",
    "52, 55, 55",
    "53, 69, 55",
    "55, 69, 55",
    "61, 69, 61"
  })
  void findsTheHookInClassFilesOfEachVersion(int version, int newest, int rewritten)
      throws Exception {
    byte[] classFile = rewrite(provider(version, "<init>"), newest);
    assertEquals(rewritten, new ClassReader(classFile).readUnsignedShort(6));
    checkHooked(classFile);
  }

  /** With a newer version such a class would throw an IllegalAccessError. */
  @Test
  void keepsTheVersionOfAClassThatAssignsFinalFieldsInMethods() throws Exception {
    byte[] classFile = rewrite(provider(Opcodes.V1_8, "get"), Opcodes.V17);
    assertEquals(Opcodes.V1_8, new ClassReader(classFile).readUnsignedShort(6));
    checkHooked(classFile);
  }

  private static void checkHooked(byte[] classFile) throws ReflectiveOperationException {
    Supplier<?> provider = make(classFile);
    assertEquals(
        "key", ((AwsSessionCredentials) Objects.requireNonNull(provider.get())).accessKeyId());
    Hook.INSTANCE.withdraw();
    assertNull(provider.get());
  }

  private static byte[] rewrite(byte[] classFile, int newest) {
    SdkRewriter rewriter =
        SdkRewriter.rewrite(Objects.requireNonNull(HookTable.findRow(NAME)), classFile, newest);
    assertTrue(rewriter.hooked().size() == 1 && rewriter.notHookedReason() == null);
    return rewriter.classFile();
  }

  private static Supplier<?> make(byte[] classFile) throws ReflectiveOperationException {
    ClassLoader loader =
        new ClassLoader(SdkRewriterTest.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String name) {
            return defineClass(name, classFile, 0, classFile.length);
          }
        };
    return (Supplier<?>) loader.loadClass(NAME.replace('/', '.')).getConstructor().newInstance();
  }

  /** A provider that returns null, and assigns its final field in the method {@code assigns}. */
  private static byte[] provider(int version, String assigns) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        version,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER,
        NAME,
        null,
        "java/lang/Object",
        new String[] {"java/util/function/Supplier"});
    writer.visitField(Opcodes.ACC_FINAL, "field", "I", null, null).visitEnd();
    for (String method : new String[] {"<init>", "get", "resolveCredentials"}) {
      boolean constructs = method.equals("<init>");
      String type =
          constructs
              ? "()V"
              : method.equals("get") ? "()Ljava/lang/Object;" : "()L" + CREDENTIALS + ";";
      MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method, type, null, null);
      code.visitCode();
      code.visitVarInsn(Opcodes.ALOAD, 0);
      if (constructs) {
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", method, type, false);
      } else if (method.equals("get")) {
        code.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL, NAME, "resolveCredentials", "()L" + CREDENTIALS + ";", false);
      } else {
        code.visitInsn(Opcodes.POP);
        code.visitInsn(Opcodes.ACONST_NULL);
      }
      if (method.equals(assigns)) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ICONST_1);
        code.visitFieldInsn(Opcodes.PUTFIELD, NAME, "field", "I");
      }
      code.visitInsn(constructs ? Opcodes.RETURN : Opcodes.ARETURN);
      code.visitMaxs(0, 0);
      code.visitEnd();
    }
    writer.visitEnd();
    return writer.toByteArray();
  }
}
