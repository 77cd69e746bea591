// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.Refusals.assertStarts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.RecordingProxy;
import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Starts behind a proxy that asks for a password. */
class ProxyIT {
  @AutoClose final Sandbox aws = Sandbox.start(SandboxOptions.defaults().withTls());
  @AutoClose final RecordingProxy proxy = RecordingProxy.start("user:p@ss:w");
  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(Way.class)
  void takeThePasswordOfTheUrl(Way way) {
    String url = "user:p%40ss%3Aw@" + proxy.address();
    assertStarts(AsRole.in(aws, home).by(way).with("HTTPS_PROXY", url));
    String sts = aws.environment().getOrDefault("AWS_ENDPOINT_URL_STS", "");
    assertTrue(proxy.asked().contains("CONNECT " + sts.replace("https://", "") + " HTTP/1.1"), sts);
  }

  @Test
  void goRoundTheProxyWhereNoProxySaysSo() {
    AsRole asrole = AsRole.in(aws, home).with("HTTPS_PROXY", "http://" + proxy.address());
    assertStarts(asrole.with("no_proxy", "localhost 127.0.0.0/8").with("NO_PROXY", "x"));
    assertEquals(List.of(), proxy.asked());
  }

  @Test
  void neverSayThePassword() {
    String url = "http://user:sharp-secret@" + proxy.address();
    AsRole asrole = AsRole.in(aws, home).with("https_proxy", url);
    Result result = asrole.run("--debug", AsRole.ROLE, "--", "true");
    assertEquals(125, result.exitCode());
    assertTrue(result.err().contains("407"), result::err);
    Result malformed = asrole.with("https_proxy", url + "x").run(AsRole.ROLE, "--", "true");
    String line =
        "asrole: malformed https_proxy: it has no port from 1 to 65535 after its host:"
            + " expected http://HOST:PORT\n";
    assertEquals(new Result(125, "", line), malformed);
    Result doctor = asrole.run("doctor", AsRole.ROLE);
    assertTrue(doctor.out().contains("\nfail  sts          "), doctor::out);
    for (Result said : List.of(result, malformed, doctor)) {
      assertFalse((said.out() + said.err()).contains("sharp-secret"), said::toString);
    }
  }
}
