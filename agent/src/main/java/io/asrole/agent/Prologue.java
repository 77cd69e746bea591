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
 * Writes code at the beginning of a method that returns the hook's credentials if it has some.
 *
 * <p>The code names java.* types only, so it links in every class loader, module and OSGi bundle.
 * It finds the hook through the system class loader, because the JVM loads agents there. In class
 * files of Java 11 and later the hook is a constant of the class, which is resolved once. In older
 * class files, or if the constant cannot be resolved, each call looks the hook up by name.
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

  /** {@code Enum.valueOf(getSystemClassLoader().loadClass("...Hook"), "INSTANCE")}. */
  private static final ConstantDynamic HOOK =
      createConstant(
          new Handle(
              Opcodes.H_INVOKESTATIC,
              "java/lang/Enum",
              "valueOf",
              "(Ljava/lang/Class;Ljava/lang/String;)Ljava/lang/Enum;",
              false),
          createConstant(
              new Handle(
                  Opcodes.H_INVOKEVIRTUAL,
                  LOADER,
                  "loadClass",
                  "(Ljava/lang/String;)Ljava/lang/Class;",
                  false),
              createConstant(
                  new Handle(
                      Opcodes.H_INVOKESTATIC,
                      LOADER,
                      SYSTEM_LOADER,
                      "()Ljava/lang/ClassLoader;",
                      false)),
              Hook.class.getName()),
          Hook.INSTANCE.name());

  private final Type owner;
  private final Type returned;
  private final Library library;
  private final boolean usesConstant;

  /**
   * Begins a method.
   *
   * @param owner the internal name of the class
   */
  Prologue(
      MethodVisitor method,
      String owner,
      String descriptor,
      Library library,
      boolean usesConstant) {
    super(Opcodes.ASM9, method);
    this.owner = Type.getObjectType(owner);
    this.returned = Type.getReturnType(descriptor);
    this.library = library;
    this.usesConstant = usesConstant;
  }

  /** A constant: the result of calling the method with the arguments. */
  private static ConstantDynamic createConstant(Handle method, Object... arguments) {
    Object[] all = new Object[1 + arguments.length];
    all[0] = method;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new ConstantDynamic(
        method.getName(), Type.getReturnType(method.getDesc()).getDescriptor(), INVOKE, all);
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (usesConstant) {
      pushHookFromConstant();
    } else {
      pushHookByName();
    }
    visitTypeInsn(Opcodes.CHECKCAST, FUNCTION);
    if (library.isStatic()) {
      visitLdcInsn(owner);
    } else {
      visitVarInsn(Opcodes.ALOAD, 0);
    }
    callApply(this, library.returnsOwnType() ? returned : owner);
    Label none = new Label();
    visitInsn(Opcodes.DUP);
    visitJumpInsn(Opcodes.IFNULL, none);
    visitTypeInsn(Opcodes.CHECKCAST, returned.getInternalName());
    visitInsn(Opcodes.ARETURN);
    visitLabel(none);
    visitFrameWith("java/lang/Object");
    visitInsn(Opcodes.POP);
  }

  /** Puts the hook on the stack: the constant, or by name if the constant cannot be resolved. */
  private void pushHookFromConstant() {
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
    // For example, the code cache is full. The caller of the provider must not get this error.
    visitFrameWith(THROWABLE);
    visitInsn(Opcodes.POP);
    pushHookByName();
    visitLabel(found);
    visitFrameWith("java/lang/Object");
  }

  private void pushHookByName() {
    pushHookClass(this);
    visitCall(this, Opcodes.INVOKEVIRTUAL, CLASS, "getEnumConstants", "()[Ljava/lang/Object;");
    visitInsn(Opcodes.ICONST_0);
    visitInsn(Opcodes.AALOAD);
  }

  /** Puts the class {@link Hook} on the stack. */
  static void pushHookClass(MethodVisitor to) {
    to.visitLdcInsn(Hook.class.getName());
    to.visitInsn(Opcodes.ICONST_1);
    visitCall(to, Opcodes.INVOKESTATIC, LOADER, SYSTEM_LOADER, "()Ljava/lang/ClassLoader;");
    visitCall(
        to,
        Opcodes.INVOKESTATIC,
        CLASS,
        "forName",
        "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;");
  }

  /** Calls {@code hook.apply(argument, type)}; hook and argument are on the stack. */
  static void callApply(MethodVisitor to, Type type) {
    to.visitLdcInsn(type);
    visitCall(
        to,
        Opcodes.INVOKEINTERFACE,
        FUNCTION,
        "apply",
        "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;");
  }

  /** Writes a frame with the arguments of the method and one value on the stack. */
  private void visitFrameWith(String onStack) {
    visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {onStack});
  }

  static void visitCall(
      MethodVisitor to, int opcode, String owner, String name, String descriptor) {
    to.visitMethodInsn(opcode, owner, name, descriptor, opcode == Opcodes.INVOKEINTERFACE);
  }
}
