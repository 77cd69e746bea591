// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The filter of system calls that this JVM may have. OpenSearch and Elasticsearch install one that
 * forbids to start processes. The filter of a container permits that.
 *
 * @see <a
 *     href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
 */
final class SeccompFilter {
  private SeccompFilter() {}

  /** Whether this JVM has a filter; false if the system does not tell. */
  static boolean isInstalled() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream("/proc/self/status"), StandardCharsets.ISO_8859_1))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("Seccomp:")) {
          return line.endsWith("2");
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
