// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.text.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.org.webcompere.systemstubs.environment.EnvironmentVariables;
import uk.org.webcompere.systemstubs.jupiter.SystemStub;
import uk.org.webcompere.systemstubs.jupiter.SystemStubsExtension;

/** The container source, whose SDK provider reads the variables of the process itself. */
@ExtendWith(SystemStubsExtension.class)
class SourcesTest {
  private static final String URI = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

  @SystemStub private final EnvironmentVariables variables = new EnvironmentVariables();

  private final StringWriter debug = new StringWriter();
  private String answer = "";
  private HttpServer endpoint;

  @BeforeEach
  void serve() throws IOException {
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    endpoint.start();
    variables.set(URI, "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/");
  }

  @AfterEach
  void stop() {
    endpoint.stop(0);
  }

  @Test
  void readsTheContainerEndpoint() throws AsroleException {
    answer =
        """
        {"AccessKeyId": "ASIA1", "SecretAccessKey": "sharp-secret", "Token": "sharp-token",
         "Expiration": "2099-01-01T00:00:00Z"}
        """;
    Credentials credentials = resolve();
    assertEquals("ASIA1", credentials.accessKeyId());
    assertEquals("sharp-secret", credentials.secretAccessKey());
    assertEquals("sharp-token", credentials.sessionToken());
    assertEquals(
        "asrole: debug: source credentials: the container endpoint, key ASIA1\n", debug.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sharp-secret",
        "{\"AccessKeyId\": \"ASIA1\", \"SecretAccessKey\": \"sharp-secret",
        "{\"AccessKeyId\": \"ASIA1\", \"SecretAccessKey\": sharp-secret}",
        "{}",
        ""
      })
  void quotesNothingOfAnAnswerThatMayHoldAKey(String text) {
    answer = text;
    assertEquals(
        "cannot get source credentials from the container endpoint: its answer contains no"
            + " credentials",
        assertThrows(AsroleException.class, this::resolve).sentence());
  }

  private Credentials resolve() throws AsroleException {
    Progress progress = new Progress(new PrintWriter(debug, true), true);
    return Sources.container(Map.of(URI, String.valueOf(System.getenv(URI))), progress)
        .resolveCredentials();
  }
}
