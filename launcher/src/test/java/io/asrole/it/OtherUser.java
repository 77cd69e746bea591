// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.posix.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second user of this machine; only root can start something as somebody else. */
final class OtherUser {
  static final int UID = 65534;
  private static final List<String> BECOME =
      List.of("setpriv", "--reuid=" + UID, "--regid=" + UID, "--clear-groups");

  private OtherUser() {}

  /** The same asrole run by the other user; skips the test where that cannot be. */
  static AsRole runs(AsRole asrole) throws IOException, InterruptedException {
    assumeTrue(User.uid() == 0, "SKIPPED: only root can start asrole as another user");
    List<String> test = new ArrayList<>(BECOME);
    test.addAll(List.of("test", "-r", AsRole.STAGED.resolve("lib/asrole.jar").toString()));
    Process reads = new ProcessBuilder(test).start();
    assumeTrue(reads.waitFor() == 0, "SKIPPED: no setpriv, or uid " + UID + " cannot read target/");
    return asrole.under(BECOME.toArray(String[]::new));
  }

  /** Makes a file or folder the other user's. */
  static void owns(Path file) throws IOException {
    assumeTrue(User.uid() == 0, "SKIPPED: only root can give files away");
    Files.setAttribute(file, "unix:uid", UID);
  }
}
