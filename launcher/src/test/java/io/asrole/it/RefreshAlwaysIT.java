// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code asrole --refresh=always}, for programs that would be the instance. */
class RefreshAlwaysIT {
  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  @Test
  void onlyTheCommandPrints() {
    Result result =
        AsRole.in(aws, home).run("--refresh=always", "ExampleAssumedRole", "--", "echo", "started");
    assertEquals("started\n", result.out());
    assertEquals("", result.err());
  }
}
