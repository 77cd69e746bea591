// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes, as a method's first words, "if the hook has credentials, return them".
 *
 * <p>It names java.* types only, so it links in any class loader, module or OSGi bundle; the hook
 * is found through the system class loader, where the JVM puts an agent: once, as a constant of the
 * class, where class files may have such, and else, or where that fails, by its name in each call.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se11/html/jvms-4.html#jvms-4.4.10">
 *     CONSTANT_Dynamic</a>
 */
final class Prologue extends MethodVisitor {
  private static final String CLASS = "java/lang/Class";
  private static final String LOADER = "java/lang/ClassLoader";
  private static final String SYSTEM_LOADER = "getSystemClassLoader";
  static final String FUNCTION = "java/util/function/BiFunction";
  private static final String THROWABLE = "java/lang/Throwable";

  private static final Handle INVOKE =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "java/lang/invoke/ConstantBootstraps",
          "invoke",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
              + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;",
          false);

  /** Enum.valueOf(getSystemClassLoader().loadClass("...Hook"), "INSTANCE"). */
  private static final ConstantDynamic HOOK =
      answer(
          new Handle(
              Opcodes.H_INVOKESTATIC,
              "java/lang/Enum",
              "valueOf",
              "(Ljava/lang/Class;Ljava/lang/String;)Ljava/lang/Enum;",
              false),
          answer(
              new Handle(
                  Opcodes.H_INVOKEVIRTUAL,
                  LOADER,
                  "loadClass",
                  "(Ljava/lang/String;)Ljava/lang/Class;",
                  false),
              answer(
                  new Handle(
                      Opcodes.H_INVOKESTATIC,
                      LOADER,
                      SYSTEM_LOADER,
                      "()Ljava/lang/ClassLoader;",
                      false)),
              Hook.class.getName()),
          Hook.INSTANCE.name());

  private final Type returned;
  private final boolean asConstant;

  Prologue(MethodVisitor method, String descriptor, boolean asConstant) {
    super(Opcodes.ASM9, method);
    this.returned = Type.getReturnType(descriptor);
    this.asConstant = asConstant;
  }

  /** What that method answers to these arguments, as a constant. */
  private static ConstantDynamic answer(Handle method, Object... arguments) {
    Object[] all = new Object[1 + arguments.length];
    all[0] = method;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new ConstantDynamic(
        method.getName(), Type.getReturnType(method.getDesc()).getDescriptor(), INVOKE, all);
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (asConstant) {
      hookAsConstant();
    } else {
      hookByName();
    }
    visitTypeInsn(Opcodes.CHECKCAST, FUNCTION);
    visitVarInsn(Opcodes.ALOAD, 0);
    apply(this, returned);
    Label none = new Label();
    visitInsn(Opcodes.DUP);
    visitJumpInsn(Opcodes.IFNULL, none);
    visitTypeInsn(Opcodes.CHECKCAST, returned.getInternalName());
    visitInsn(Opcodes.ARETURN);
    visitLabel(none);
    frame("java/lang/Object");
    visitInsn(Opcodes.POP);
  }

  private void hookAsConstant() {
    Label start = new Label();
    Label end = new Label();
    Label failed = new Label();
    Label found = new Label();
    visitTryCatchBlock(start, end, failed, THROWABLE);
    visitLabel(start);
    visitLdcInsn(HOOK);
    visitLabel(end);
    visitJumpInsn(Opcodes.GOTO, found);
    visitLabel(failed);
    // No room for the JVM's own code, say; whoever asks for credentials must not be told of it.
    frame(THROWABLE);
    visitInsn(Opcodes.POP);
    hookByName();
    visitLabel(found);
    frame("java/lang/Object");
  }

  private void hookByName() {
    hookClass(this);
    call(this, Opcodes.INVOKEVIRTUAL, CLASS, "getEnumConstants", "()[Ljava/lang/Object;");
    visitInsn(Opcodes.ICONST_0);
    visitInsn(Opcodes.AALOAD);
  }

  /** Puts the hook's class on the stack. */
  static void hookClass(MethodVisitor to) {
    to.visitLdcInsn(Hook.class.getName());
    to.visitInsn(Opcodes.ICONST_1);
    call(to, Opcodes.INVOKESTATIC, LOADER, SYSTEM_LOADER, "()Ljava/lang/ClassLoader;");
    call(
        to,
        Opcodes.INVOKESTATIC,
        CLASS,
        "forName",
        "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;");
  }

  /** Has the hook, which is on the stack below the first argument, answer with that type. */
  static void apply(MethodVisitor to, Type returned) {
    to.visitLdcInsn(returned);
    call(
        to,
        Opcodes.INVOKEINTERFACE,
        FUNCTION,
        "apply",
        "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;");
  }

  /** The arguments, and one thing on the stack. */
  private void frame(String onStack) {
    visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {onStack});
  }

  static void call(MethodVisitor to, int opcode, String owner, String name, String descriptor) {
    to.visitMethodInsn(opcode, owner, name, descriptor, opcode == Opcodes.INVOKEINTERFACE);
  }
}
