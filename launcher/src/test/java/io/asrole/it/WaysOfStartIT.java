// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** In whatever way it comes to be started, the command is started as env(1) would. */
@Tag("one-jdk")
class WaysOfStartIT {
  /** What asrole sets, and what any shell does. */
  private static final String NOT_COMPARED =
      "AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AWS_CREDENTIAL_EXPIRATION"
          + "|AWS_ACCOUNT_ID|ASROLE_ACCESS_KEY_ID|ASROLE_ROLE|PWD|OLDPWD|SHLVL|_";

  private static final String UNUSUAL =
      """
      mkdir -p "$HOME/a b"
      cd "$HOME/a b"
      printf 'typed\\0\\377\\n' >typed
      B=$(printf 'a\\377\\303b\\001')
      export B
      umask 027
      ulimit -Sf 1000000
      trap '' HUP USR1
      exec <typed 7</etc/hosts
      exec "$@" "$B" "$(printf 'end\\nof it')"
      """;

  /** Without the signals above 28, some of which are the C library's own. */
  private static final String SHOW =
      """
      cat /proc/$$/cmdline
      env -0 | grep -azvE '^(%s)=' | sort -z
      grep PPid /proc/$$/status
      sed -nE 's/^(Sig(Blk|Ign|Cgt):.)[0-9a-f]{9}/\\1/p' /proc/self/status
      ls /proc/$$/fd
      ulimit -a
      umask
      pwd -P
      cat
      printf %%s "${ASROLE_ROLE-}" >role
      exit 37
      """
          .formatted(NOT_COMPARED);

  private static final String WARNING = "asrole: warning: session store .* is unusable .*\n";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  /** How the store and the system are when asrole is started. */
  enum Start {
    COLD(""),
    WARM(""),
    RENEWING(""),
    WITHOUT_FLOCK(
        """
        mkdir -p "$HOME/hidden"
        mount -t tmpfs none "$HOME/hidden"
        mknod "$HOME/hidden/flock" c 0 0
        mount -t overlay -o "lowerdir=$HOME/hidden:/usr/bin" none /usr/bin
        """),
    WITH_A_FLOCK_THAT_FAILS("mount --bind /usr/bin/busybox /usr/bin/flock\n"),
    ON_A_READ_ONLY_DISK("mount -t tmpfs -o ro none \"$HOME/.cache\"\n"),
    ON_A_FULL_DISK(
        """
        mount -t tmpfs -o size=4k none "$HOME/.cache"
        head -c 4096 /dev/zero >"$HOME/.cache/filling"
        """);

    private final String mounts;

    Start(String mounts) {
      this.mounts = mounts;
    }

    boolean warns() {
      return this == ON_A_READ_ONLY_DISK || this == ON_A_FULL_DISK;
    }

    /** asrole there, in unusual surroundings. */
    AsRole of(AsRole asrole) throws IOException {
      if (this == WARM || this == RENEWING) {
        assertEquals(new Result(0, "", ""), asrole.become("true"));
      }
      if (this == RENEWING) {
        StoredSession session = StoredSession.onlyOneOf(asrole);
        session.is(Duration.ofMinutes(42), Duration.ofMinutes(18));
        for (Path renew : asrole.storeFiles(".renew")) {
          Files.setLastModifiedTime(renew, FileTime.from(Instant.now().minusSeconds(1)));
        }
      }
      List<String> wrapper = new ArrayList<>();
      if (!mounts.isEmpty()) {
        wrapper.addAll(List.of("unshare", "-rm"));
      }
      wrapper.addAll(List.of("sh", "-ec"));
      if (!mounts.isEmpty()) {
        String[] probe = Stream.concat(wrapper.stream(), Stream.of(mounts)).toArray(String[]::new);
        Result probed = asrole.startOther(probe).result();
        assumeTrue(probed.exitCode() == 0, "SKIPPED: cannot mount here: " + probed.err());
      }
      wrapper.addAll(List.of(mounts + UNUSUAL, "sh"));
      return asrole.under(wrapper.toArray(String[]::new));
    }
  }

  static Stream<Arguments> ways() {
    return Stream.of(Front.values())
        .flatMap(front -> Stream.of(Start.values()).map(start -> Arguments.of(front, start)));
  }

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectory(home.resolve(".cache"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void startsTheCommandAsEnvDoes(Front front, Start start) throws IOException {
    startsAsEnvDoes(front.of(AsRole.in(aws, home)), start);
  }

  @ParameterizedTest
  @EnumSource
  void startsTheCommandAsEnvDoesWithBash42(Start start) throws IOException {
    startsAsEnvDoes(Bash42.read(AsRole.in(aws, home)), start);
  }

  private void startsAsEnvDoes(AsRole started, Start start) throws IOException {
    AsRole asrole = started.with("AWS_REGION", "eu-west-1");
    AsRole there = start.of(asrole).with("QUOTES", "it's \"$(exit 3)\" `exit 3` \\ * \n");
    String[] command = {"sh", "-c", SHOW, "a name", "", " ", "*", "it's \"$HOME\"", "a\n"};
    Result expected = there.byEnv(command);
    List<FileTime> before = warmStarts(asrole);
    Result result = there.become(command);
    assertEquals(new Result(37, expected.out(), result.err()), result);
    assertTrue(result.err().matches(start.warns() ? WARNING : ""), result.err());
    assertEquals(
        "arn:aws:iam::123456789012:role/ExampleAssumedRole",
        Files.readString(home.resolve("a b/role")));
    int calls = start == Start.RENEWING ? 2 : 1;
    Await.until(() -> aws.counters().calls("sts.AssumeRole") == calls, () -> "" + aws.counters());
    if (start == Start.RENEWING) {
      Await.until(
          () -> asrole.storeFiles(".claim").isEmpty() && !warmStarts(asrole).equals(before),
          () -> "still renewing");
    }
  }

  /** The last file that a renewal writes, but for the claim of the script. */
  private static List<FileTime> warmStarts(AsRole asrole) {
    List<FileTime> times = new ArrayList<>();
    try {
      for (Path warm :
          Files.exists(asrole.store()) ? asrole.storeFiles(".warm") : List.<Path>of()) {
        times.add(Files.getLastModifiedTime(warm));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return times;
  }
}
