// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Has a method's answer pass through the hook: for providers that look into more places than the
 * environment, so that only what they found tells whose keys these are. Without branches, and with
 * java.* types only, as {@link Prologue}.
 */
final class Epilogue extends MethodVisitor {
  private final Type returned;

  Epilogue(MethodVisitor method, String descriptor) {
    super(Opcodes.ASM9, method);
    this.returned = Type.getReturnType(descriptor);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.ARETURN) {
      Prologue.hookClass(mv);
      visitLdcInsn(Hook.ANSWERED.name());
      Prologue.call(
          mv,
          Opcodes.INVOKESTATIC,
          "java/lang/Enum",
          "valueOf",
          "(Ljava/lang/Class;Ljava/lang/String;)Ljava/lang/Enum;");
      visitTypeInsn(Opcodes.CHECKCAST, Prologue.FUNCTION);
      super.visitInsn(Opcodes.SWAP);
      Prologue.apply(mv, returned);
      visitTypeInsn(Opcodes.CHECKCAST, returned.getInternalName());
    }
    super.visitInsn(opcode);
  }
}
