// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;

/** The hooks in this JVM: put in all at once, kept against other agents, and taken out again. */
final class Hooks {
  private final Instrumentation instrumentation;
  private final SdkTransformer transformer;
  private final SdkCopies copies;
  private final Awake awake;
  private boolean isIn;

  Hooks(
      Instrumentation instrumentation, SdkTransformer transformer, SdkCopies copies, Awake awake) {
    this.instrumentation = instrumentation;
    this.transformer = transformer;
    this.copies = copies;
    this.awake = awake;
  }

  /** Hooks what is loaded of that scope, and from here on what is loaded later. */
  void putIn(Scope scope) {
    copies.clear();
    Hook.INSTANCE.answerIn(scope);
    transformer.hook(scope);
    if (!isIn) {
      instrumentation.addTransformer(transformer, true);
      isIn = true;
    }
    retransform();
  }

  /** The SDKs' code is again what it was. */
  void takeOut() {
    if (isIn) {
      if (transformer.unhook()) {
        instrumentation.removeTransformer(transformer);
        isIn = false;
      }
      retransform();
      copies.forget();
    }
  }

  private void retransform() {
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (HookTable.row(type) != null && instrumentation.isModifiableClass(type)) {
        loaded.add(type);
      } else if (type.getClassLoader() == null) {
        awake.loaded(null, type.getName());
      }
    }
    if (loaded.isEmpty()) {
      return;
    }
    try {
      instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError e) {
      // One class that another agent has broken would keep the hooks from all.
      for (Class<?> type : loaded) {
        retransform(type);
      }
    }
  }

  private void retransform(Class<?> type) {
    try {
      instrumentation.retransformClasses(type);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError e) {
      transformer.doubt(type.getName().replace('.', '/'), e.toString());
    }
  }
}
