// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.desugar;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Lambdas and method references made into classes of their own: Java 17 takes eight times as long
 * to link one as to load a class from an archive, and a cold start meets six hundred.
 *
 * <p>What no class beside it may call is left as it is: private methods, but for the bodies of
 * lambdas, which are opened under a name that no class below has.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/invoke/LambdaMetafactory.html">
 *     LambdaMetafactory</a>
 */
final class Lambdas {
  private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

  private final Set<String> privates = new HashSet<>();

  /** Knows these classes' private methods. */
  Lambdas(Collection<byte[]> classes) {
    for (byte[] bytes : classes) {
      ClassNode type = read(bytes, ClassReader.SKIP_CODE);
      for (MethodNode method : type.methods) {
        if ((method.access & Opcodes.ACC_PRIVATE) != 0) {
          privates.add(key(type.name, method.name, method.desc));
        }
      }
    }
  }

  /**
   * The class without its lambdas, and theirs, by their names with slashes; empty where it has none
   * to replace.
   */
  Map<String, byte[]> replaceIn(byte[] bytes) {
    ClassNode type = read(bytes, 0);
    openBodies(type);
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (MethodNode method : type.methods) {
      for (AbstractInsnNode instruction : method.instructions.toArray()) {
        if (instruction instanceof InvokeDynamicInsnNode site && isReplaceable(site)) {
          String name = type.name + "$$" + classes.size();
          LambdaClass lambda = new LambdaClass(type, site, name);
          classes.put(name, lambda.bytes());
          method.instructions.set(site, lambda.instead());
        }
      }
    }
    if (!classes.isEmpty()) {
      ClassWriter writer = new ClassWriter(0);
      type.accept(writer);
      classes.put(type.name, writer.toByteArray());
    }
    return classes;
  }

  private boolean isReplaceable(InvokeDynamicInsnNode site) {
    return isMadeBy(site, "metafactory")
        && site.bsmArgs[1] instanceof Handle body
        && !privates.contains(key(body.getOwner(), body.getName(), body.getDesc()));
  }

  private static boolean isMadeBy(InvokeDynamicInsnNode site, String factory) {
    return site.bsm.getOwner().equals(FACTORY) && site.bsm.getName().equals(factory);
  }

  /** Bodies that only this class's own lambdas had access to. */
  private static void openBodies(ClassNode type) {
    boolean isInterface = (type.access & Opcodes.ACC_INTERFACE) != 0;
    Map<String, String> opened = new HashMap<>();
    for (MethodNode method : type.methods) {
      if (method.name.startsWith("lambda$") && (method.access & Opcodes.ACC_PRIVATE) != 0) {
        String name = method.name + "$" + type.name.replace('/', '_').replace('-', '_');
        opened.put(key(type.name, method.name, method.desc), name);
        method.name = name;
        method.access &= ~Opcodes.ACC_PRIVATE;
        method.access |= isInterface ? Opcodes.ACC_PUBLIC : 0;
      }
    }
    for (MethodNode method : type.methods) {
      for (AbstractInsnNode instruction : method.instructions) {
        if (instruction instanceof InvokeDynamicInsnNode site) {
          rename(site.bsmArgs, opened);
        } else if (instruction instanceof MethodInsnNode call
            && opened.containsKey(key(call.owner, call.name, call.desc))) {
          throw new IllegalStateException(type.name + " calls the body of a lambda: " + call.name);
        }
      }
    }
  }

  private static void rename(Object[] arguments, Map<String, String> opened) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof Handle body) {
        String name = opened.get(key(body.getOwner(), body.getName(), body.getDesc()));
        if (name != null) {
          arguments[i] =
              new Handle(body.getTag(), body.getOwner(), name, body.getDesc(), body.isInterface());
        }
      }
    }
  }

  private static String key(String owner, String name, String descriptor) {
    return owner + "." + name + descriptor;
  }

  private static ClassNode read(byte[] bytes, int flags) {
    ClassNode type = new ClassNode();
    new ClassReader(bytes).accept(type, flags);
    return type;
  }
}
