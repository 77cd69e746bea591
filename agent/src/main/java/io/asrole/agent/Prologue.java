// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes, as a method's first words, "if the hook has credentials, return them".
 *
 * <p>It names java.* types only, so it links in any class loader, module or OSGi bundle; the hook
 * is found through the system class loader, where the JVM puts an agent.
 */
final class Prologue extends MethodVisitor {
  private static final String CLASS = "java/lang/Class";
  private static final String LOADER = "java/lang/ClassLoader";
  private static final String FUNCTION = "java/util/function/BiFunction";

  private final Type returned;

  Prologue(MethodVisitor method, String descriptor) {
    super(Opcodes.ASM9, method);
    this.returned = Type.getReturnType(descriptor);
  }

  @Override
  public void visitCode() {
    super.visitCode();
    visitLdcInsn(Hook.class.getName());
    visitInsn(Opcodes.ICONST_1);
    call(Opcodes.INVOKESTATIC, LOADER, "getSystemClassLoader", "()Ljava/lang/ClassLoader;");
    call(
        Opcodes.INVOKESTATIC,
        CLASS,
        "forName",
        "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;");
    call(Opcodes.INVOKEVIRTUAL, CLASS, "getEnumConstants", "()[Ljava/lang/Object;");
    visitInsn(Opcodes.ICONST_0);
    visitInsn(Opcodes.AALOAD);
    visitTypeInsn(Opcodes.CHECKCAST, FUNCTION);
    visitVarInsn(Opcodes.ALOAD, 0);
    visitLdcInsn(returned);
    call(
        Opcodes.INVOKEINTERFACE,
        FUNCTION,
        "apply",
        "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;");
    Label none = new Label();
    visitInsn(Opcodes.DUP);
    visitJumpInsn(Opcodes.IFNULL, none);
    visitTypeInsn(Opcodes.CHECKCAST, returned.getInternalName());
    visitInsn(Opcodes.ARETURN);
    visitLabel(none);
    visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Object"});
    visitInsn(Opcodes.POP);
  }

  private void call(int opcode, String owner, String name, String descriptor) {
    visitMethodInsn(opcode, owner, name, descriptor, opcode == Opcodes.INVOKEINTERFACE);
  }
}
