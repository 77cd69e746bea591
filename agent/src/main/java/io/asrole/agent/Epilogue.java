// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes code before each return of a method that passes the result through the hook. It is for
 * providers that read the environment and other places: the hook compares the access key id of the
 * result. The code has no branches and names java.* types only, like {@link Prologue}.
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
      Prologue.pushHookClass(mv);
      visitLdcInsn(Hook.RESULT_FILTER.name());
      Prologue.visitCall(
          mv,
          Opcodes.INVOKESTATIC,
          "java/lang/Enum",
          "valueOf",
          "(Ljava/lang/Class;Ljava/lang/String;)Ljava/lang/Enum;");
      visitTypeInsn(Opcodes.CHECKCAST, Prologue.FUNCTION);
      super.visitInsn(Opcodes.SWAP);
      Prologue.callApply(mv, returned);
      visitTypeInsn(Opcodes.CHECKCAST, returned.getInternalName());
    }
    super.visitInsn(opcode);
  }
}
