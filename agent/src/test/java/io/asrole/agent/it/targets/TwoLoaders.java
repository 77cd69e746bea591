// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** Runs a program in a class loader for each class path, as a servlet container does. */
public final class TwoLoaders {
  private TwoLoaders() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 1; i < arguments.length; i++) {
      List<URL> urls = new ArrayList<>();
      for (String path : arguments[i].split(File.pathSeparator, -1)) {
        urls.add(new File(path).toURI().toURL());
      }
      try (URLClassLoader loader =
          new URLClassLoader(
              urls.toArray(new URL[0]), ClassLoader.getSystemClassLoader().getParent())) {
        loader
            .loadClass(arguments[0])
            .getMethod("main", String[].class)
            .invoke(null, (Object) new String[0]);
      }
    }
  }
}
