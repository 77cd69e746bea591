// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Root with another user's home, as sudo -E makes it, leaves nothing there and uses nothing. */
class ForeignHomeIT {
  private static final Result STARTED = new Result(0, "started\n", "");

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path folder;
  private Path users;
  private AsRole root;

  @BeforeEach
  void makeAUsersHome() throws IOException {
    users = Files.createDirectory(folder.resolve("home"));
    OtherUser.owns(users);
    root = AsRole.in(aws, folder).with("HOME", users.toString());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void rootStartsWithoutAStore(Way way) throws IOException {
    AsRole root = this.root.by(way);
    assertEquals(STARTED, start(root));
    assertEquals(STARTED, start(root));
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
    assertEquals(List.of(), below(users));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void rootLeavesNothingInTheUsersCacheEither(Way way) throws IOException {
    AsRole root = this.root.by(way);
    Path cache = Files.createDirectory(users.resolve(".cache"));
    OtherUser.owns(cache);
    assertEquals(STARTED, start(root));
    assertEquals(STARTED, start(root.with("XDG_CACHE_HOME", cache.toString())));
    assertEquals(STARTED, start(root.with("XDG_CACHE_HOME", cache + "/not/there/yet")));
    assertEquals(List.of(cache), below(users));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void rootUsesNoStoreThatTheUserLaidThere(Way way) throws IOException {
    AsRole root = this.root.by(way);
    Path cache = Files.createDirectory(users.resolve(".cache"));
    OtherUser.owns(cache);
    Path store = Files.createDirectory(cache.resolve("asrole"));
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwx------"));
    OtherUser.owns(store);
    assertEquals(STARTED, start(root));
    String refusal =
        "asrole: root does not use the session store "
            + store
            + " in the home of uid 65534; run sudo -H, or set XDG_CACHE_HOME to a folder that"
            + " belongs to root\n";
    assertEquals(new Result(125, "", refusal), root.run("status"));
    assertEquals(new Result(125, "", refusal), root.run("forget", "--all"));
    assertEquals(List.of(cache, store), below(users));
  }

  @Test
  void theDebugOutputSaysThatThereIsNoStore() {
    String err = root.run("--debug", AsRole.ROLE, "--", "true").err();
    assertTrue(err.contains("session store: none, " + users + "/.cache/asrole is in"), err);
  }

  private static Result start(AsRole asrole) {
    return asrole.run(AsRole.ROLE, "--", "echo", "started");
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> !file.equals(folder)).sorted().toList();
    }
  }
}
