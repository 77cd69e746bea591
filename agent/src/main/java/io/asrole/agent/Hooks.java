// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;

/**
 * Installs and removes the hooks in the SDK classes of this JVM. If another agent retransforms a
 * class, the transformer adds the hook again.
 */
final class Hooks {
  private final Instrumentation instrumentation;
  private final SdkTransformer transformer;
  private final SdkCopies copies;
  private final LoadedSubsystems subsystems;
  private boolean isInstalled;

  Hooks(
      Instrumentation instrumentation,
      SdkTransformer transformer,
      SdkCopies copies,
      LoadedSubsystems subsystems) {
    this.instrumentation = instrumentation;
    this.transformer = transformer;
    this.copies = copies;
    this.subsystems = subsystems;
  }

  /** Hooks the classes of that scope that are loaded, and those that are loaded later. */
  void install(Scope scope) {
    copies.clear();
    Hook.INSTANCE.setScope(scope);
    transformer.enable(scope);
    if (!isInstalled) {
      instrumentation.addTransformer(transformer, true);
      isInstalled = true;
    }
    retransform();
  }

  /** Restores the code of the SDKs. */
  void remove() {
    if (isInstalled) {
      if (transformer.disable()) {
        instrumentation.removeTransformer(transformer);
        isInstalled = false;
      }
      retransform();
      copies.reset();
    }
  }

  private void retransform() {
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (HookTable.findRow(type) != null && instrumentation.isModifiableClass(type)) {
        loaded.add(type);
      } else if (type.getClassLoader() == null) {
        subsystems.noteLoadedClass(null, type.getName());
      } else {
        copies.noteLoadedClass(type.getName().replace('.', '/'));
      }
    }
    if (loaded.isEmpty()) {
      return;
    }
    try {
      instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError e) {
      // The JVM rejects all classes if one is invalid, for example because of another agent.
      for (Class<?> type : loaded) {
        retransform(type);
      }
    }
  }

  private void retransform(Class<?> type) {
    try {
      instrumentation.retransformClasses(type);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError e) {
      transformer.reportNotHooked(type.getName().replace('.', '/'), e.toString());
    }
  }
}
