// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.guard;

import io.asrole.AsroleException;
import io.asrole.FailureCause;
import io.asrole.posix.ProcessStatus;
import io.asrole.posix.User;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs sudo(8) for this user, without a password prompt and without input.
 *
 * @see <a href="https://www.sudo.ws/docs/man/sudo.man/">sudo(8)</a>
 */
final class Sudo {
  /** The system user that runs asrole-grant and reaches instance metadata. */
  static final String TARGET = "asrole";

  private static final Path PROGRAM = Path.of("/usr/bin/sudo");
  private static final int LONGEST_OUTPUT = 1 << 16;

  private Sudo() {}

  /** The exit status and the beginning of each output. */
  record Result(int status, String out, String err) {
    /** Hides the output, which may contain credentials. */
    @Override
    public String toString() {
      return "Result(" + status + ")";
    }
  }

  /** Runs sudo with these arguments until it ends; throws if it cannot do its work here. */
  static Result run(List<String> arguments) throws AsroleException {
    if (!Files.isExecutable(PROGRAM)) {
      throw cannot("there is no " + PROGRAM + ", by which a guarded host gives roles to its users");
    }
    if (ProcessStatus.hasNoNewPrivileges()) {
      throw cannot(
          "this process has no_new_privs (NoNewPrivileges= of its systemd unit, or a container),"
              + " so sudo cannot run");
    }
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "-n"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectInput(new File("/dev/null")).directory(new File("/"));
    builder.environment().put("LC_ALL", "C");
    try {
      Process sudo = builder.start();
      FutureTask<String> err = new FutureTask<>(new Reader(sudo.getErrorStream()));
      new Thread(err, "sudo-errors").start();
      String out = new Reader(sudo.getInputStream()).call();
      return new Result(sudo.waitFor(), out, err.get());
    } catch (IOException | ExecutionException e) {
      throw cannot("cannot run " + PROGRAM + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cannot("stopped waiting for " + PROGRAM);
    }
  }

  static AsroleException cannot(String why) {
    return AsroleException.refused(
            why + " (user " + User.name() + "; this host is guarded: " + GuardedHost.FILE + ")")
        .withFailureCause(FailureCause.GUARD);
  }

  /** Reads to the end, and keeps the beginning. */
  private record Reader(InputStream from) implements Callable<String> {
    @Override
    public String call() throws IOException {
      byte[] kept = from.readNBytes(LONGEST_OUTPUT);
      from.transferTo(OutputStream.nullOutputStream());
      return new String(kept, StandardCharsets.UTF_8);
    }
  }
}
