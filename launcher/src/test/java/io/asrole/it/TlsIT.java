// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** STS is asked over TLS, whatever groups it knows, and through the proxy for it. */
class TlsIT {
  private static final Path BIN = Path.of("target/asrole/bin").toAbsolutePath();
  private static final List<String> WHOAMI =
      List.of(
          BIN + "/asrole",
          "ExampleAssumedRole",
          "--",
          BIN + "/asrole",
          "whoami",
          "--source",
          "environment");

  @TempDir Path store;

  @Test
  void aServerThatWantsAnotherGroupIsAskedAgain() throws Exception {
    assertAssumes(run(Map.of("JAVA_TOOL_OPTIONS", "-Djdk.tls.namedGroups=secp256r1"), WHOAMI));
  }

  @Test
  void theProxyForHttpsIsUsed() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0)) {
      proxy.setSoTimeout(60_000); // a failure, and not a wait for ever, where nobody asks it
      CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> firstLine(proxy));
      String url = "http://127.0.0.1:" + proxy.getLocalPort();
      List<String> command =
          new ArrayList<>(List.of("env", "HTTPS_PROXY=" + url, "NO_PROXY=", "no_proxy="));
      command.addAll(WHOAMI);
      String out = run(Map.of(), command);
      assertTrue(out.startsWith("asrole: "), out);
      assertTrue(asked.join().startsWith("CONNECT 127.0.0.1:"), asked.join());
    }
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsSaidInOneLine() throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "-u", "AWS_CA_BUNDLE"));
    command.addAll(WHOAMI);
    String out = run(Map.of(), command);
    assertTrue(
        out.endsWith(
            " presents a certificate from an authority that Java does not trust: set"
                + " AWS_CA_BUNDLE to a file with that authority's certificate; run: asrole doctor"
                + " ExampleAssumedRole\n"),
        out);
  }

  private static void assertAssumes(String out) {
    String[] lines = out.split("\n", -1);
    assertEquals("", lines[lines.length - 1], out);
    assertTrue(lines[lines.length - 2].contains(":assumed-role/ExampleAssumedRole/"), out);
  }

  /** What the command prints in a sandbox whose STS speaks TLS. */
  private String run(Map<String, String> variables, List<String> command) throws Exception {
    List<String> line = new ArrayList<>(List.of(BIN + "/asrole-sandbox", "--tls", "--"));
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("XDG_CACHE_HOME", store.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }

  private static String firstLine(ServerSocket server) {
    try (Socket client = server.accept()) {
      StringBuilder line = new StringBuilder();
      for (int c = client.getInputStream().read(); c > '\r'; c = client.getInputStream().read()) {
        line.append((char) c);
      }
      return line.toString();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
