// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.desugar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** Classes compute the same without their lambdas. */
class LambdasTest {
  private static final List<String> CLASSES =
      List.of("ManyLambdas", "ManyLambdas$Base", "ManyLambdas$Sub", "ManyLambdas$WithDefault");

  @Test
  void computeTheSameAsClasses() throws Exception {
    Map<String, byte[]> replaced = replaced();
    Class<?> without = new Loader(replaced).loadClass(ManyLambdas.class.getName());
    assertFalse(without.equals(ManyLambdas.class));
    Object results = ((Supplier<?>) without.getDeclaredConstructor().newInstance()).get();
    assertEquals(new ManyLambdas().get(), results);
  }

  @Test
  void leaveOnlyWhatAClassBesideMayNotCall() throws Exception {
    Set<String> left = new HashSet<>();
    for (byte[] bytes : replaced().values()) {
      ClassNode type = new ClassNode();
      new ClassReader(bytes).accept(type, 0);
      for (var method : type.methods) {
        for (var instruction : method.instructions) {
          if (instruction instanceof InvokeDynamicInsnNode site
              && site.bsm.getOwner().contains("LambdaMetafactory")) {
            left.add(site.name + " " + site.bsm.getName());
          }
        }
      }
    }
    assertEquals(Set.of("applyAsInt metafactory", "run altMetafactory"), left);
  }

  @Test
  void leaveAClassWithoutAnyAlone() throws Exception {
    byte[] bytes = bytes(LambdaClass.class.getName());
    assertEquals(Map.of(), new Lambdas(List.of(bytes)).replaceIn(bytes));
  }

  private static Map<String, byte[]> replaced() throws IOException {
    List<byte[]> classes = new ArrayList<>();
    for (String name : CLASSES) {
      classes.add(bytes(LambdasTest.class.getPackageName() + "." + name));
    }
    Lambdas lambdas = new Lambdas(classes);
    Map<String, byte[]> replaced = new HashMap<>();
    for (byte[] bytes : classes) {
      Map<String, byte[]> instead = lambdas.replaceIn(bytes);
      assertTrue(instead.size() > 1, () -> new ClassReader(bytes).getClassName());
      instead.forEach((name, type) -> replaced.put(name.replace('/', '.'), type));
    }
    return replaced;
  }

  private static byte[] bytes(String name) throws IOException {
    String file = "/" + name.replace('.', '/') + ".class";
    try (InputStream in = LambdasTest.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }

  /** Defines these classes itself, whatever its parent has. */
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(LambdasTest.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
    }
  }
}
