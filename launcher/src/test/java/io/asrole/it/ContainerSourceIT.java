// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.Refusals.assertRefuses;
import static io.asrole.it.Refusals.assertStarts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The container endpoint of ECS and EKS as a source. */
class ContainerSourceIT {
  private static final String URI = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  private static final String FAILED =
      "cannot get source credentials from the container endpoint: ";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;
  private final AtomicInteger served = new AtomicInteger();
  private HttpServer endpoint;
  private String credentials;

  @BeforeEach
  void serveTheInstanceCredentials() throws IOException {
    // Ahead: the SDK asks again where an answer takes a second.
    credentials = Metadata.of(aws).get("/latest/meta-data/iam/security-credentials/ExampleRole");
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.createContext("/credentials", this::serve);
    endpoint.createContext("/page", exchange -> answer(exchange, 200, "<html>"));
    endpoint.start();
  }

  @AfterEach
  void stop() {
    endpoint.stop(0);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void isPreferredWhereItsVariablesAreSet(Way way) {
    AsRole asrole = at("/credentials").with(TOKEN, "let-me-in").by(way);
    assertStarts(asrole);
    assertEquals(1, served.get());
    assertStarts(asrole, "--source", "container", "ExampleAssumedRole");
    assertStarts(asrole, "--source", "instance", "ExampleAssumedRole");
    assertEquals(1, served.get());
  }

  @Test
  void takesItsTokenFromAFile() throws IOException {
    Path token = Files.writeString(home.resolve("token"), "let-me-in");
    assertStarts(
        at("/credentials").with("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token.toString()));
  }

  /**
   * The command has none of AWS's names for it, and its own asrole must not fall to the host's
   * role.
   */
  @ParameterizedTest
  @EnumSource(Front.class)
  void isTheSourceInsideAnotherAsrole(Front front) {
    AsRole asrole = front.of(at("/credentials").with(TOKEN, "let-me-in"));
    List<String> inner = new ArrayList<>(asrole.words("ExampleAssumedRole", "--", "env"));
    // Instance metadata cannot help.
    inner.addAll(0, List.of("env", "AWS_EC2_METADATA_DISABLED=true"));
    for (String start : List.of("cold", "warm")) {
      Result result = asrole.become(inner.toArray(String[]::new));
      assertEquals(0, result.exitCode(), start + result.err());
      assertTrue(
          result.out().contains("ASROLE_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:"), start);
      assertFalse(result.out().contains("\nAWS_CONTAINER_"), start);
    }
  }

  /** EKS rotates the token in a file, and another pod has another one under the same name. */
  @Test
  void isAnotherSourceWithAnotherToken() throws IOException {
    Path token = Files.writeString(home.resolve("token"), "let-me-in");
    AsRole asrole = at("/credentials").with("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "" + token);
    assertStarts(asrole);
    Files.writeString(token, "wrong");
    assertRefuses(FAILED + "HTTP 403: no entry", asrole);
  }

  @Test
  void isTheCallerThatWhoamiNames() {
    AsRole asrole = at("/credentials").with(TOKEN, "let-me-in");
    assertEquals(
        "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0\n",
        asrole.run("whoami").out());
    assertEquals(1, served.get());
  }

  @Test
  void saysWhyItFailed() {
    assertRefuses(FAILED + "HTTP 403: no entry", at("/credentials").with(TOKEN, "wrong"));
    assertRefuses(FAILED + "its answer contains no credentials", at("/page"));
    AsRole asrole = AsRole.in(aws, home);
    assertRefuses(FAILED + "Connection refused", asrole.with(URI, Loopback.deadUrl() + "/x"));
    assertRefuses(FAILED + "URI is not absolute", asrole.with(URI, "credentials"));
    assertRefuses(
        FAILED + "/nonexistent: No such file or directory",
        at("/credentials").with("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/nonexistent"));
  }

  private AsRole at(String path) {
    String url = "http://127.0.0.1:" + endpoint.getAddress().getPort() + path;
    return AsRole.in(aws, home).with(URI, url);
  }

  private void serve(HttpExchange exchange) throws IOException {
    if ("let-me-in".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      served.incrementAndGet();
      answer(exchange, 200, credentials);
    } else {
      answer(exchange, 403, "{\"code\":\"Forbidden\",\"message\":\"no entry\"}");
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
      exchange.getResponseBody().write(body.getBytes(UTF_8));
    }
  }
}
