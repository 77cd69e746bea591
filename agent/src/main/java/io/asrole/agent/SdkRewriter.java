// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts the prologue into one class of an SDK; nothing else changes, as retransformation demands,
 * but for the version of the class file, where the prologue needs a newer one.
 */
final class SdkRewriter extends ClassVisitor {
  private static final int UNHOOKABLE =
      Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_STATIC | Opcodes.ACC_BRIDGE;

  private final HookTable.Row row;
  private final ClassWriter writer;
  private final boolean asConstant;
  private final List<String> hooked = new ArrayList<>();
  private boolean inherits;
  private @Nullable String doubt;

  private SdkRewriter(HookTable.Row row, ClassWriter writer, boolean asConstant) {
    super(Opcodes.ASM9, writer);
    this.row = row;
    this.writer = writer;
    this.asConstant = asConstant;
  }

  /**
   * Rewrites a class file for a JVM that knows class files of up to that version; one of a form
   * that is not known throws.
   */
  static SdkRewriter rewrite(HookTable.Row row, byte[] classFile, int newest) {
    ClassReader reader = new ClassReader(classFile);
    // Frames are written by hand: computing them would load the application's classes.
    SdkRewriter rewriter =
        new SdkRewriter(
            row,
            new ClassWriter(reader, ClassWriter.COMPUTE_MAXS),
            !row.byAnswer && newest >= Opcodes.V11 && canBeNewer(reader));
    reader.accept(rewriter, 0);
    return rewriter;
  }

  /** The newest class files that this JVM knows: 52 of Java 8, 55 of Java 11. */
  static int newestClassFile() {
    String version = System.getProperty("java.class.version", "");
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  /** Before Java 8 a class may be of forms that Java 11 does not know any more. */
  private static boolean canBeNewer(ClassReader reader) {
    int version = reader.readUnsignedShort(6);
    return version >= Opcodes.V9 || (version == Opcodes.V1_8 && !FinalAssignments.isIn(reader));
  }

  /** The methods that got the prologue, each with its descriptor. */
  List<String> hooked() {
    return hooked;
  }

  /** Why this class may resolve credentials past the hooks; null where it does not. */
  @Nullable String doubt() {
    if (hooked.isEmpty() && !inherits) {
      return "it has no " + row.method + "() that returns " + row.returns.substring(1);
    }
    return doubt;
  }

  byte[] classFile() {
    return writer.toByteArray();
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    // HttpCredentialsProvider is an interface from 2.17 on.
    inherits =
        (access & Opcodes.ACC_INTERFACE) != 0
            || (superName != null && HookTable.row(superName) != null);
    boolean isOlder = (version & 0xffff) < Opcodes.V11;
    super.visit(
        asConstant && isOlder ? Opcodes.V11 : version,
        access,
        name,
        signature,
        superName,
        interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
    if (name.equals("resolveIdentity")) {
      doubt = "it has its own resolveIdentity()";
    }
    if ((access & UNHOOKABLE) != 0
        || !name.equals(row.method)
        || !descriptor.startsWith("()L")
        || !descriptor.endsWith(row.returns + ";")) {
      return method;
    }
    hooked.add(name + descriptor);
    return row.byAnswer
        ? new Epilogue(method, descriptor)
        : new Prologue(method, descriptor, asConstant);
  }
}
