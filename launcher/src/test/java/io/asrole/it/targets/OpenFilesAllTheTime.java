// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it.targets;

import io.asrole.Main;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Runs asrole while another thread opens and closes files of Java without close-on-exec. */
public final class OpenFilesAllTheTime {
  private OpenFilesAllTheTime() {}

  public static void main(String[] arguments) {
    String file = Path.of(System.getProperty("java.home"), "release").toString();
    Thread opener = new Thread(() -> open(file));
    opener.setDaemon(true);
    opener.start();
    Main.main(arguments);
  }

  private static void open(String file) {
    while (true) {
      try (InputStream one = new FileInputStream(file);
          InputStream two = new FileInputStream(file)) {
        one.transferTo(OutputStream.nullOutputStream());
        two.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
