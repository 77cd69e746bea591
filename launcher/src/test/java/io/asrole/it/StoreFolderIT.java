// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.posix.User;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A store folder that others could have laid is refused; one that cannot be used costs the cache.
 */
class StoreFolderIT {
  private static final String ROLE = "ExampleAssumedRole";
  private static final Result STARTED = new Result(0, "started\n", "");

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;
  private AsRole asrole;
  private Path store;

  @BeforeEach
  void prepare() throws IOException {
    asrole = AsRole.in(aws, home);
    store = asrole.store();
    Files.createDirectories(store.getParent());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void refusesAFolderThatOthersMayRead(Way way) throws IOException {
    folder(store, "rwxr-xr-x");
    refuses(way, "its mode is 755, not 700; chmod 700 " + store + ", or");
    assertEquals(List.of(), names(store));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void refusesALink(Way way) throws IOException {
    Path elsewhere = home.resolve("elsewhere");
    folder(elsewhere, "rwx------");
    Files.createSymbolicLink(store, elsewhere);
    refuses(way, "it is a symbolic link; remove it, or");
    assertEquals(List.of(), names(elsewhere));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void refusesAFile(Way way) throws IOException {
    Files.writeString(store, "mine");
    refuses(way, "it is not a folder; remove it, or");
    assertEquals("mine", Files.readString(store));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void refusesAFolderOfAnotherUser(Way way) throws IOException {
    folder(store, "rwx------");
    OtherUser.owns(store);
    refuses(way, "it belongs to uid 65534, not to 0;");
    assertEquals(List.of(), names(store));
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "forget --all"})
  void refusesToLookIntoAFolderThatOthersMayRead(String words) throws IOException {
    folder(store, "rwxr-xr-x");
    String why = "its mode is 755, not 700; chmod 700 " + store + ", or";
    assertEquals(refusal(why), asrole.run(words.split(" ")));
  }

  @Test
  void takesAFolderThatInheritedSetgid() throws IOException {
    Files.setAttribute(store.getParent(), "unix:mode", 02755);
    assertEquals(STARTED, start(asrole));
    assertEquals(1, asrole.storeFiles(".session").size());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void startsWithoutAFolderThatCannotBeMade(Way way) throws Exception {
    Path locked = home.resolve("locked");
    folder(locked, "rwxr-xr-x");
    folder(home, "rwx--x--x");
    AsRole user = asrole.by(way).with("XDG_CACHE_HOME", locked.toString());
    if (User.uid() == 0) {
      user = OtherUser.runs(user);
    } else {
      folder(locked, "r-xr-xr-x");
    }
    Path made = locked.resolve("asrole");
    assertEquals(warned(made, made + ": Permission denied"), start(user));
    assertEquals(List.of(), names(locked));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void startsWithoutAFolderOnAReadOnlyFileSystem(Way way) {
    Path made = home.resolve("mounted/asrole");
    assertEquals(
        warned(made, made + ": Read-only file system"),
        start(withCacheOn("mode=755,ro", asrole.by(way), "")));
  }

  @Test
  void startsFromAStoreThatHasBecomeReadOnly() {
    AsRole jar = asrole.by(Way.JAR).with("XDG_CACHE_HOME", home.resolve(".cache").toString());
    assertEquals(STARTED, start(jar));
    StoredSession.onlyOneOf(jar).is(Duration.ofMinutes(50), Duration.ofMinutes(10));
    String script =
        "mount --bind $XDG_CACHE_HOME $XDG_CACHE_HOME; mount -o remount,ro,bind $XDG_CACHE_HOME";
    Result result = start(Machine.prepared(jar, "-rm", script));
    assertEquals("started\n", result.out(), result::err);
    assertEquals(1, result.err().lines().count(), result::err);
    assertTrue(
        result
            .err()
            .endsWith(
                "Read-only file system): sessions are not cached, so every start calls AWS\n"));
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
  }

  /** As systemd's ProcSubset=pid and ProtectProc= leave it. */
  @Test
  void startsWhereProcShowsProcessesOnly() throws Exception {
    String script = "mount -t proc -o subset=pid none /proc; [ ! -e /proc/sys ]";
    AsRole jar = Machine.prepared(asrole.by(Way.JAR), "-m", script);
    assertEquals(STARTED, start(jar));
    assertEquals(STARTED, start(jar));
    assertEquals(1, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void startsOnAFullDisk() {
    String fill = "head -c 4096 /dev/zero >$XDG_CACHE_HOME/filling || :";
    Result result = start(withCacheOn("size=4k", asrole, fill));
    assertEquals("started\n", result.out(), result::err);
    Path made = home.resolve("mounted/asrole");
    String head = "asrole: warning: session store " + made + " is unusable (";
    String tail = "No space left on device): sessions are not cached, so every start calls AWS\n";
    assertTrue(result.err().startsWith(head) && result.err().endsWith(tail), result::err);
    assertEquals(1, result.err().lines().count(), result::err);
  }

  @Test
  void followsXdgCacheHome() {
    Path cache = home.resolve("some/where");
    assertEquals(STARTED, start(asrole.with("XDG_CACHE_HOME", cache.toString())));
    assertEquals(1, names(cache.resolve("asrole")).stream().filter(StoreFolderIT::session).count());
    assertFalse(Files.exists(store));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void ignoresARelativeXdgCacheHome(Way way) {
    assertEquals(STARTED, start(asrole.by(way).with("XDG_CACHE_HOME", "some/where")));
    assertEquals(1, asrole.storeFiles(".session").size());
    assertFalse(Files.exists(home.resolve("some/where/asrole")));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void leavesNothingInTheWorkingFolderOfAUserWithoutHome(Way way) {
    AsRole homeless = asrole.by(way).with("HOME", "nowhere");
    assertEquals(
        warned(
            Path.of("nowhere/.cache/asrole"),
            "neither HOME nor XDG_CACHE_HOME is an absolute path"),
        start(homeless));
    assertFalse(Files.exists(home.resolve("nowhere")));
  }

  private void refuses(Way way, String why) {
    assertEquals(refusal(why), start(asrole.by(way)));
    assertEquals(0, aws.counters().calls("sts.AssumeRole"));
  }

  private Result refusal(String why) {
    return new Result(
        125,
        "",
        "asrole: session store " + store + " is not safe to use: " + why + " set XDG_CACHE_HOME\n");
  }

  private static Result warned(Path store, String why) {
    String warning =
        "asrole: warning: session store %s is unusable (%s): sessions are not cached, so"
            + " every start calls AWS\n";
    return new Result(0, "started\n", warning.formatted(store, why));
  }

  private static Result start(AsRole asrole) {
    return asrole.run(ROLE, "--", "echo", "started");
  }

  /** With its cache on a file system that is mounted with these options for this start. */
  private AsRole withCacheOn(String options, AsRole asrole, String then) {
    Path cache = home.resolve("mounted");
    String mount = "mkdir -p " + cache + "; mount -t tmpfs -o " + options + " none " + cache + "\n";
    return Machine.prepared(asrole.with("XDG_CACHE_HOME", cache.toString()), "-rm", mount + then);
  }

  private static void folder(Path path, String permissions) throws IOException {
    Files.createDirectories(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static boolean session(String name) {
    return name.endsWith(".session");
  }

  private static List<String> names(Path folder) {
    return List.of(folder.toFile().list());
  }
}
