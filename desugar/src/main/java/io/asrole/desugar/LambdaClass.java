// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.desugar;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** The class of one lambda: a field for each captured value, and the one method. */
final class LambdaClass {
  private static final Type OBJECT = Type.getType(Object.class);
  private static final String FACTORY = "of";
  private static final String ONLY = "only";

  private final ClassNode user;
  private final InvokeDynamicInsnNode site;
  private final Type type;
  private final Type[] captured;
  private final Method constructor;

  /** The class of that name for a lambda that the user's code asks for there. */
  LambdaClass(ClassNode user, InvokeDynamicInsnNode site, String name) {
    this.user = user;
    this.site = site;
    this.type = Type.getObjectType(name);
    this.captured = Type.getArgumentTypes(site.desc);
    this.constructor = new Method("<init>", Type.VOID_TYPE, captured);
  }

  /** What takes the captured values from the stack and leaves the lambda there. */
  MethodInsnNode instead() {
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC, type.getInternalName(), FACTORY, site.desc, false);
  }

  byte[] bytes() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        user.version,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        type.getInternalName(),
        null,
        OBJECT.getInternalName(),
        new String[] {Type.getReturnType(site.desc).getInternalName()});
    for (int i = 0; i < captured.length; i++) {
      field(writer, Opcodes.ACC_FINAL, field(i), captured[i]);
    }
    constructor(writer);
    if (captured.length == 0) {
      field(writer, Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, ONLY, type);
      initializer(writer);
    }
    factory(writer);
    body(writer);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static String field(int i) {
    return "captured" + i;
  }

  private static void field(ClassWriter writer, int access, String name, Type type) {
    writer.visitField(access, name, type.getDescriptor(), null, null).visitEnd();
  }

  private static GeneratorAdapter method(ClassWriter writer, int access, Method method) {
    return new GeneratorAdapter(access, method, null, null, writer);
  }

  private void constructor(ClassWriter writer) {
    GeneratorAdapter code = method(writer, Opcodes.ACC_PRIVATE, constructor);
    code.loadThis();
    code.invokeConstructor(OBJECT, Method.getMethod("void <init> ()"));
    for (int i = 0; i < captured.length; i++) {
      code.loadThis();
      code.loadArg(i);
      code.putField(type, field(i), captured[i]);
    }
    end(code);
  }

  /** As of a linked lambda, there is one where nothing is captured. */
  private void initializer(ClassWriter writer) {
    GeneratorAdapter code =
        method(writer, Opcodes.ACC_STATIC, Method.getMethod("void <clinit> ()"));
    code.newInstance(type);
    code.dup();
    code.invokeConstructor(type, constructor);
    code.putStatic(type, ONLY, type);
    end(code);
  }

  private void factory(ClassWriter writer) {
    GeneratorAdapter code = method(writer, Opcodes.ACC_STATIC, new Method(FACTORY, site.desc));
    if (captured.length == 0) {
      code.getStatic(type, ONLY, type);
    } else {
      code.newInstance(type);
      code.dup();
      code.loadArgs();
      code.invokeConstructor(type, constructor);
    }
    end(code);
  }

  /** Calls what the lambda stands for, its values converted as a method handle converts them. */
  private void body(ClassWriter writer) {
    Type erased = (Type) site.bsmArgs[0];
    Handle called = (Handle) site.bsmArgs[1];
    Type actual = (Type) site.bsmArgs[2];
    Type owner = Type.getObjectType(called.getOwner());
    boolean makes = called.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    List<Type> wanted = new ArrayList<>();
    if (!makes && called.getTag() != Opcodes.H_INVOKESTATIC) {
      wanted.add(owner);
    }
    wanted.addAll(List.of(Type.getArgumentTypes(called.getDesc())));

    GeneratorAdapter code =
        method(writer, Opcodes.ACC_PUBLIC, new Method(site.name, erased.getDescriptor()));
    if (makes) {
      code.newInstance(owner);
      code.dup();
    }
    for (int i = 0; i < captured.length; i++) {
      code.loadThis();
      code.getField(type, field(i), captured[i]);
      convert(code, captured[i], wanted.get(i));
    }
    for (int i = 0; i < erased.getArgumentTypes().length; i++) {
      code.loadArg(i);
      convert(code, erased.getArgumentTypes()[i], actual.getArgumentTypes()[i]);
      convert(code, actual.getArgumentTypes()[i], wanted.get(captured.length + i));
    }
    code.visitMethodInsn(
        opcode(called),
        called.getOwner(),
        called.getName(),
        called.getDesc(),
        called.isInterface());
    Type result = makes ? owner : Type.getReturnType(called.getDesc());
    if (erased.getReturnType().equals(Type.VOID_TYPE)) {
      drop(code, result);
    } else {
      convert(code, result, actual.getReturnType());
      convert(code, actual.getReturnType(), erased.getReturnType());
    }
    end(code);
  }

  private static int opcode(Handle called) {
    return switch (called.getTag()) {
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
      default -> called.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    };
  }

  private static void drop(GeneratorAdapter code, Type result) {
    if (result.getSize() == 2) {
      code.pop2();
    } else if (result.getSize() == 1) {
      code.pop();
    }
  }

  private static void convert(GeneratorAdapter code, Type from, Type to) {
    if (from.equals(to)) {
      return;
    }
    if (isPrimitive(from)) {
      if (isPrimitive(to)) {
        code.cast(from, to);
      } else {
        code.valueOf(from);
      }
    } else if (isPrimitive(to)) {
      code.unbox(to);
    } else {
      code.checkCast(to);
    }
  }

  private static boolean isPrimitive(Type type) {
    return type.getSort() < Type.ARRAY;
  }

  private static void end(GeneratorAdapter code) {
    code.returnValue();
    code.endMethod();
  }
}
