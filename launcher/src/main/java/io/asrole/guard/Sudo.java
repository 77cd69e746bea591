// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.guard;

import io.asrole.AsroleException;
import io.asrole.FailureCause;
import io.asrole.posix.ProcessStatus;
import io.asrole.posix.User;
import io.asrole.text.BoundedTask;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs sudo(8) for this user, without a password prompt and without input.
 *
 * @see <a href="https://www.sudo.ws/docs/man/sudo.man/">sudo(8)</a>
 */
final class Sudo {
  /** The system user that runs asrole-grant and reaches instance metadata. */
  static final String TARGET = "asrole";

  private static final Path PROGRAM = Path.of("/usr/bin/sudo");

  /** What sudo and sudo-rs print in the locale C if no rule of the user matches. */
  private static final List<String> REFUSALS =
      List.of(
          "a password is required",
          "authentication is required",
          "Sorry, user ",
          "is not in the sudoers file",
          "I'm sorry ");

  private static final int LONGEST_OUTPUT = 1 << 16;

  /** Longer than a start waits for asrole-grant; for a sudo that waits for a directory service. */
  private static final long LIMIT_SECONDS = 40;

  private Sudo() {}

  /** The exit status and the beginning of each output. */
  record Result(int status, String out, String err) {
    /** Hides the output, which may contain credentials. */
    @Override
    public String toString() {
      return "Result(" + status + ")";
    }

    /** Whether sudo has no rule for the command, and did not fail by itself. */
    boolean isRefusal() {
      return status != 0 && REFUSALS.stream().anyMatch(err::contains);
    }

    /** The line of the errors that says why sudo did not run the command. */
    String reason() {
      List<String> lines = err.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
      // Lines about a damaged sudoers file may come first, lines about a plugin last.
      return lines.stream()
          .filter(line -> line.startsWith("sudo: "))
          .findFirst()
          .orElse(lines.isEmpty() ? "no message" : lines.get(lines.size() - 1));
    }
  }

  /** Runs sudo with these arguments until it ends; throws if it cannot do its work here. */
  static Result run(List<String> arguments) throws AsroleException {
    if (!Files.isExecutable(PROGRAM)) {
      throw cannot(
          FailureCause.SUDO_MISSING,
          "there is no " + PROGRAM + ", by which a guarded host gives roles to its users");
    }
    if (ProcessStatus.hasNoNewPrivileges()) {
      throw cannot(
          FailureCause.NO_NEW_PRIVILEGES,
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
      FutureTask<String> out = BoundedTask.start("sudo", new Reader(sudo.getInputStream()));
      FutureTask<String> err = BoundedTask.start("sudo-errors", new Reader(sudo.getErrorStream()));
      String printed = out.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      String errors = err.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!sudo.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new TimeoutException();
      }
      return new Result(sudo.exitValue(), printed, errors);
    } catch (TimeoutException e) {
      throw cannot(
          FailureCause.SUDO_FAILED, PROGRAM + " did not end after " + LIMIT_SECONDS + " seconds");
    } catch (IOException | ExecutionException e) {
      throw cannot(FailureCause.SUDO_FAILED, "cannot run " + PROGRAM + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cannot(FailureCause.SUDO_FAILED, "stopped waiting for " + PROGRAM);
    }
  }

  static AsroleException cannot(FailureCause cause, String why) {
    return AsroleException.refused(
            why + " (user " + User.name() + "; this host is guarded: " + GuardedHost.FILE + ")")
        .withFailureCause(cause);
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
