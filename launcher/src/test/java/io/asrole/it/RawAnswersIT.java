// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.Refusals.assertRefuses;
import static io.asrole.it.Refusals.assertRefusesWithMore;
import static io.asrole.it.Refusals.assertStarts;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that no AWS service would answer with: one line, and nothing of a parser's own. */
class RawAnswersIT {
  private static final String KEYS =
      "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAQ</AccessKeyId>"
          + "<SecretAccessKey>secret</SecretAccessKey><SessionToken>%s</SessionToken><Expiration>"
          + "2026-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>"
          + "</AssumeRoleResponse>";
  private static final String DENIAL =
      "<ErrorResponse><Error><Code>AccessDenied</Code><Message>%s</Message></Error>"
          + "</ErrorResponse>";
  private static final String NO_XML =
      "no usable answer from STS: the answer is cut short or is not XML";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private volatile int status = 200;
  private volatile byte[] body = {};

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answerRaw);
    server.createContext("/latest/api/token", exchange -> answer(exchange, 200, "token"));
    String roles = "/latest/meta-data/iam/security-credentials/";
    server.createContext(
        roles,
        exchange -> {
          if (exchange.getRequestURI().getPath().equals(roles)) {
            answer(exchange, 200, "ExampleRole");
          } else {
            answerRaw(exchange);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  static Stream<Arguments> answersOfSts() {
    return Stream.of(
        Arguments.of(
            200, bytes(KEYS.formatted("caf\u00e9")), "no usable answer from STS: it is not UTF-8"),
        Arguments.of(403, bytes(DENIAL.formatted("caf\u00e9.")), "AccessDenied: caf\ufffd"),
        Arguments.of(500, bytes("\u00ff\u00ff\u00ff"), "STS answered HTTP 500: \ufffd\ufffd\ufffd"),
        Arguments.of(200, bytes("\0".repeat(100)), NO_XML),
        Arguments.of(200, bytes(KEYS.formatted("to\0ken")), NO_XML),
        Arguments.of(
            200,
            bytes(KEYS.formatted("x".repeat(300_000))),
            "no usable answer from STS: it is longer than 262144 bytes"),
        Arguments.of(
            200,
            bytes("<a>".repeat(80_000)),
            // From 24 on, Java's parser has a limit of its own (jdk.xml.maxElementDepth).
            Runtime.version().feature() < 24
                ? "no usable answer from STS: its elements are nested too deeply"
                : NO_XML));
  }

  @ParameterizedTest
  @MethodSource("answersOfSts")
  void anAnswerOfStsIsRefusedInOneLine(int status, byte[] body, String sentence) {
    this.status = status;
    this.body = body;
    String sts = "STS at " + url() + " (AWS_ENDPOINT_URL_STS)";
    String line =
        "cannot assume arn:aws:iam::123456789012:role/ExampleAssumedRole: "
            + sentence.replaceFirst("STS", sts);
    AsRole asrole = AsRole.in(aws, home).by(Way.JAR).with("AWS_ENDPOINT_URL_STS", url());
    assertRefusesWithMore(new String(line.getBytes(UTF_8), ISO_8859_1), asrole);
  }

  static Stream<byte[]> answersOfSources() {
    return Stream.of(
        bytes("{\"Code\":\"Success\u00ff"),
        bytes("\0\0\0"),
        bytes("[".repeat(60_000)),
        bytes("{\"a\":".repeat(12_000)),
        bytes("{\"AccessKeyId\":\"" + "x".repeat(200_000)));
  }

  @ParameterizedTest
  @MethodSource("answersOfSources")
  void anAnswerOfInstanceMetadataIsRefusedInOneLine(byte[] body) {
    this.body = body;
    AsRole asrole = AsRole.in(aws, home).by(Way.JAR).with("AWS_REGION", "us-east-1");
    assertRefusesWithMore(
        "cannot read instance metadata: GET"
            + " /latest/meta-data/iam/security-credentials/ExampleRole returned something else: not"
            + " a JSON object",
        asrole.with("AWS_EC2_METADATA_SERVICE_ENDPOINT", url()));
  }

  @ParameterizedTest
  @MethodSource("answersOfSources")
  void anAnswerOfTheContainerEndpointIsRefusedInOneLine(byte[] body) {
    this.body = body;
    assertRefuses(
        "cannot get source credentials from the container endpoint: its answer contains no"
            + " credentials",
        inContainer());
  }

  @Test
  void requestsOfTheContainerEndpointMayFailAndBeUnanswered() {
    String role = "/latest/meta-data/iam/security-credentials/ExampleRole";
    server.removeContext("/");
    server.createContext(
        "/",
        exchange -> {
          switch (asked.getAndIncrement()) {
            case 0 -> answer(exchange, 500, "");
            case 1 -> {} // no answer
            default -> answer(exchange, 200, Metadata.of(aws).get(role));
          }
        });
    assertStarts(inContainer());
    assertTrue(asked.get() >= 3, asked::toString);
  }

  private AsRole inContainer() {
    return AsRole.in(aws, home)
        .by(Way.JAR)
        .with("AWS_CONTAINER_CREDENTIALS_FULL_URI", url() + "/container");
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answerRaw(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(status, text.isEmpty() ? -1 : text.getBytes(UTF_8).length);
      exchange.getResponseBody().write(text.getBytes(UTF_8));
    }
  }

  /** Each character as one byte. */
  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
