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
 * Adds the {@link Prologue} or the {@link Epilogue} to the hooked method of one class. Members and
 * inheritance stay the same, because retransformation allows no other changes. The version of the
 * class file is raised to Java 11 if the prologue needs CONSTANT_Dynamic.
 */
final class SdkRewriter extends ClassVisitor {
  private static final int UNHOOKABLE =
      Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE;

  private final HookTable.Row row;
  private final ClassWriter writer;
  private final boolean usesConstant;
  private final List<String> hooked = new ArrayList<>();
  private boolean inheritsMethod;
  private @Nullable String otherMethod;
  private String type = "";

  private SdkRewriter(HookTable.Row row, ClassWriter writer, boolean usesConstant) {
    super(Opcodes.ASM9, writer);
    this.row = row;
    this.writer = writer;
    this.usesConstant = usesConstant;
  }

  /**
   * Rewrites a class file.
   *
   * @param newest the newest class file version that this JVM loads, such as 55 for Java 11
   * @throws RuntimeException if ASM does not know the form of the class file
   */
  static SdkRewriter rewrite(HookTable.Row row, byte[] classFile, int newest) {
    ClassReader reader = new ClassReader(classFile);
    // No COMPUTE_FRAMES: it would load classes of the application.
    SdkRewriter rewriter =
        new SdkRewriter(
            row,
            new ClassWriter(reader, ClassWriter.COMPUTE_MAXS),
            !row.filtersResult && newest >= Opcodes.V11 && canRaiseVersion(reader));
    reader.accept(rewriter, 0);
    return rewriter;
  }

  /** The newest class file version that this JVM loads: 52 for Java 8, 55 for Java 11. */
  static int readNewestClassFileVersion() {
    String version = System.getProperty("java.class.version", "");
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  /** Whether a class file stays valid as Java 11: older ones may use what Java 11 rejects. */
  private static boolean canRaiseVersion(ClassReader reader) {
    int version = reader.readUnsignedShort(6);
    return version >= Opcodes.V9
        || (version == Opcodes.V1_8 && !FinalAssignments.arePresent(reader));
  }

  /** The names of the hooked methods, each with its descriptor; empty if none was found. */
  List<String> hooked() {
    return hooked;
  }

  /** Why the class may return other credentials than the role's; null if it does not. */
  @Nullable String notHookedReason() {
    if (hooked.isEmpty() && !inheritsMethod) {
      return "it has no "
          + row.library.method
          + "() that returns "
          + row.library.returnSuffix.substring(1);
    }
    return otherMethod;
  }

  /** The rewritten class file. */
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
    type = name;
    // Since 2.17 HttpCredentialsProvider is an interface, without the method.
    inheritsMethod =
        (access & Opcodes.ACC_INTERFACE) != 0
            || (superName != null && HookTable.findRow(superName) != null);
    boolean isOlder = (version & 0xffff) < Opcodes.V11;
    super.visit(
        usesConstant && isOlder ? Opcodes.V11 : version,
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
    if (row.library == Library.SDK_V2 && name.equals("resolveIdentity")) {
      otherMethod = "it has its own resolveIdentity()";
    }
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    if ((access & UNHOOKABLE) != 0
        || isStatic != row.library.isStatic()
        || !row.library.isHookedMethod(name, descriptor)) {
      return method;
    }
    hooked.add(name + descriptor);
    return row.filtersResult
        ? new Epilogue(method, descriptor)
        : new Prologue(method, type, descriptor, row.library, usesConstant);
  }
}
