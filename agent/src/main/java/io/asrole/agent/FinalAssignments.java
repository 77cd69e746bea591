// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Detects classes that assign final fields outside of constructors and class initializers. Tools
 * that weave code produce them. JVMs allow this only in class files of Java 8 and older.
 *
 * @see <a href="https://bugs.openjdk.org/browse/JDK-8157181">JDK-8157181</a>
 */
final class FinalAssignments extends ClassVisitor {
  private final String type;
  private final Set<String> finals = new HashSet<>();
  private boolean found;

  private FinalAssignments(String type) {
    super(Opcodes.ASM9);
    this.type = type;
  }

  /** Whether the class has such an assignment. */
  static boolean arePresent(ClassReader reader) {
    FinalAssignments assignments = new FinalAssignments(reader.getClassName());
    reader.accept(assignments, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return assignments.found;
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    if ((access & Opcodes.ACC_FINAL) != 0) {
      finals.add(name);
    }
    return null;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String method,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if (finals.isEmpty()) {
      return null;
    }
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
        boolean assigns =
            (opcode == Opcodes.PUTFIELD && !method.equals("<init>"))
                || (opcode == Opcodes.PUTSTATIC && !method.equals("<clinit>"));
        found |= assigns && owner.equals(type) && finals.contains(field);
      }
    };
  }
}
