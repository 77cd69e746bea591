// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

import io.asrole.child.OuterEnvironment;
import io.asrole.cli.CommandLines;
import io.asrole.cli.ErrorReport;
import io.asrole.front.PlainCall;
import io.asrole.front.ScriptWatch;
import io.asrole.grant.GrantRun;
import io.asrole.posix.Descriptors;
import io.asrole.posix.NativeLibrary;
import io.asrole.posix.StandardOutput;
import io.asrole.session.StoreFolder;
import io.asrole.session.WaitBudget;
import io.asrole.start.BackgroundRenewal;
import io.asrole.start.CommandStarter;
import io.asrole.start.DetachedProcess;
import io.asrole.start.Invocation;
import io.asrole.text.Progress;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The main class: reads the state of the process once, creates the objects, runs, exits. */
public final class Main {
  /** Set by the asrole script: the file to which Java writes its answer. */
  private static final String ANSWER = "asrole.answer";

  /** Set by the asrole script: the seconds that the script has waited for another start. */
  private static final String WAITED = "asrole.waited";

  /** Set by the asrole script: only start a renewal of the role in the arguments. */
  private static final String RENEW = "asrole.renew";

  /** Set by the asrole script if there is no class-data archive: the folder to create one in. */
  private static final String ARCHIVE = "asrole.archive";

  /** Set by the asrole-grant script: the uid of the user who called sudo, a colon, and the name. */
  private static final String CALLER = "asrole.caller";

  /** The exit status that a shell reports for a program ended by SIGTERM. */
  private static final int TERMINATED = 128 + 15;

  /** The exit status that a shell reports for SIGPIPE, which a JVM ignores. */
  private static final int SIGPIPE_STATUS = 128 + 13;

  /** Java sends a password to a proxy for TLS only if this list lacks Basic. Java reads it once. */
  private static final String NO_TUNNEL_PASSWORDS = "jdk.http.auth.tunneling.disabledSchemes";

  private Main() {}

  /** Runs asrole, then exits, unless execve has replaced the process by the command. */
  public static void main(String[] args) {
    if (Boolean.getBoolean(RENEW)) {
      new BackgroundRenewal(Main.class.getName(), List.of(args)).run();
      return;
    }
    String caller = System.getProperty(CALLER);
    if (caller != null) {
      System.exit(grant(caller, List.of(args)));
    }
    String answer = System.getProperty(ANSWER);
    // Before asrole opens a file. With a script, the script executes the command itself.
    Descriptors descriptors =
        answer == null ? Descriptors.readInherited(ownFolders()) : Descriptors.none();
    steerLibraries();
    if (answer == null) {
      NativeLibrary.chooseFolder(System.getenv());
    }
    StandardOutput out = new StandardOutput();
    PrintWriter err = writer(new FileOutputStream(FileDescriptor.err));
    Invocation invocation =
        new Invocation(
            Main.class.getName(),
            List.of(args),
            System.getenv(),
            outerEnvironment(err),
            System.getProperty("user.home"),
            InstantSource.system(),
            writer(out),
            err,
            answer == null ? null : Path.of(answer),
            new WaitBudget(Duration.ofSeconds(Integer.getInteger(WAITED, 0))));
    ScriptWatch.start(() -> System.exit(TERMINATED));
    CommandStarter start = new CommandStarter(invocation, descriptors);
    int exitCode = run(invocation, start);
    if (invocation.out().checkError() && exitCode == 0) {
      exitCode = out.isBrokenPipe() ? SIGPIPE_STATUS : unwritten(invocation, out);
    }
    if (exitCode == 0) {
      exitCode = finish(invocation, start);
    }
    invocation.err().flush();
    String folder = System.getProperty(ARCHIVE);
    if (folder != null
        && exitCode == 0
        && !StoreFolder.isInForeignHome(Path.of(folder, "..").normalize())) {
      makeArchive(folder);
    }
    System.exit(exitCode);
  }

  private static int grant(String caller, List<String> arguments) {
    steerLibraries();
    int colon = caller.indexOf(':');
    return new GrantRun(
            Main.class.getName(),
            writer(new FileOutputStream(FileDescriptor.out)),
            writer(new FileOutputStream(FileDescriptor.err)))
        .run(caller.substring(0, colon), caller.substring(colon + 1), arguments);
  }

  private static Map<String, String> outerEnvironment(PrintWriter err) {
    try {
      return OuterEnvironment.restore(System.getenv());
    } catch (AsroleException e) {
      int exitCode = ErrorReport.failure(err, e);
      err.flush();
      System.exit(exitCode);
      throw new IllegalStateException(e);
    }
  }

  private static int finish(Invocation invocation, CommandStarter start) {
    try {
      start.finish();
      return 0;
    } catch (AsroleException e) {
      return ErrorReport.failure(invocation.err(), e);
    }
  }

  private static int unwritten(Invocation invocation, StandardOutput out) {
    return ErrorReport.failure(
        invocation.err(),
        AsroleException.refused("cannot write to standard output: " + out.whyUnwritten()));
  }

  /** Sets system properties; must run before the classes that read them are loaded. */
  private static void steerLibraries() {
    if (System.getProperty(NO_TUNNEL_PASSWORDS) == null) {
      System.setProperty(NO_TUNNEL_PASSWORDS, "");
    }
    // The SDK's rules for these files differ from the AWS CLI's. The SDK would use another profile
    // than the called one, and would fail if it cannot read the files.
    System.setProperty("aws.configFile", "/dev/null");
    System.setProperty("aws.sharedCredentialsFile", "/dev/null");
  }

  private static int run(Invocation invocation, CommandStarter start) {
    try {
      Optional<PlainCall> plain = PlainCall.read(invocation.arguments());
      if (plain.isEmpty()) {
        return CommandLines.run(invocation, start);
      }
      Progress progress = new Progress(invocation.err(), false, invocation.environment());
      start.start(plain.get(), progress);
      return 0;
    } catch (AsroleException e) {
      return ErrorReport.failure(invocation.err(), e);
    } catch (RuntimeException e) {
      return ErrorReport.defect(invocation.err(), e, false);
    }
  }

  /** Creates the archive for later starts, in the background and at low priority. */
  private static void makeArchive(String folder) {
    Path bin = real(Path.of(System.getProperty("java.class.path"))).resolve("../../bin");
    DetachedProcess.start(
        List.of(
            "nice",
            bin.resolve("asrole-archive").normalize().toString(),
            System.getProperty("java.home"),
            folder));
  }

  /** Folders of files that the JVM opens, as real paths, because the kernel reports those. */
  private static List<Path> ownFolders() {
    Path jar = Path.of(System.getProperty("java.class.path").split(":", 2)[0]);
    return List.of(
        real(Path.of(System.getProperty("java.home"))),
        real(jar).resolveSibling(".").normalize(),
        Path.of("/sys/fs/cgroup")); // a JVM reads its limits from time to time
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath();
    }
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()));
  }
}
