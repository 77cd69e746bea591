// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.control.Fault;
import io.asrole.sandbox.imds.ImdsMode;
import io.asrole.sandbox.oidc.WebIdentityToken;
import io.asrole.sandbox.world.World;
import io.asrole.sandbox.world.WorldBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sandbox over real connections. */
@Timeout(60)
class SandboxTest {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AutoClose
  final Sandbox aws = Sandbox.start(SandboxOptions.defaults().withImds(ImdsMode.OPTIONAL));

  @Test
  void givesTheVariablesOfAwsTools() {
    assertEquals(
        Set.of(
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            "AWS_ENDPOINT_URL",
            "AWS_ENDPOINT_URL_STS",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "ASROLE_SANDBOX_CONTROL",
            "AWS_CONFIG_FILE",
            "AWS_SHARED_CREDENTIALS_FILE"),
        aws.environment().keySet());
    assertTrue(imds("").toString().matches("http://127\\.0\\.0\\.1:\\d+/"));
    assertEquals("us-east-1", variable(aws, "AWS_REGION"));
  }

  @Test
  void hasEmptyConfigFilesUntilItCloses() throws Exception {
    for (String name : List.of("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE")) {
      Path file = Path.of(variable(aws, name));
      assertTrue(Files.isRegularFile(file));
      assertEquals(0, Files.size(file));
    }
    aws.close();
    assertFalse(Files.exists(Path.of(variable(aws, "AWS_CONFIG_FILE")).getParent()));
  }

  @Test
  void signsTokensOfEachProviderOfTheWorld() {
    World world =
        WorldBuilder.account("123456789012")
            .oidcProvider("https://a.example", "app")
            .oidcProvider("https://b.example", "sts.amazonaws.com")
            .build();
    try (Sandbox two = Sandbox.start(SandboxOptions.defaults().withWorld(world))) {
      assertThrows(
          IllegalArgumentException.class, () -> two.webIdentityToken("alice", Map.of("x", "y")));
      WebIdentityToken token =
          WebIdentityToken.parse(
                  two.webIdentityToken("https://b.example", "alice", Map.of("team", "blue")))
              .orElseThrow();
      assertEquals(
          List.of("https://b.example", "alice", "sts.amazonaws.com", "blue"),
          Stream.of("iss", "sub", "aud", "team")
              .map(claim -> token.text(claim).orElse(""))
              .toList());
    }
  }

  @Test
  void answersOtherServicesThanStsWith501() throws Exception {
    HttpResponse<String> response =
        get(URI.create(variable(aws, "AWS_ENDPOINT_URL") + "/bucket/key"));
    assertEquals(501, response.statusCode());
    assertEquals(1, aws.counters().calls("other.unknown"));
    assertEquals(501, aws.requests().get(0).status());
    assertEquals(
        400, get(URI.create(variable(aws, "AWS_ENDPOINT_URL_STS") + "/?Action=None")).statusCode());
  }

  @Test
  void listensOnTheGivenPortsAndSaysWhichIsTaken() throws Exception {
    URI taken = URI.create(variable(aws, "ASROLE_SANDBOX_CONTROL"));
    Endpoints endpoints = new Endpoints("localhost", 0, 0, taken.getPort());
    UncheckedIOException failure =
        assertThrows(
            UncheckedIOException.class, () -> Sandbox.start(SandboxOptions.defaults(), endpoints));
    assertEquals(
        "cannot listen on 127.0.0.1:"
            + taken.getPort()
            + " for the control endpoint: Address already in use",
        failure.getMessage());
    aws.close();
    try (Sandbox again = Sandbox.start(SandboxOptions.defaults(), endpoints)) {
      assertEquals(taken.toString(), variable(again, "ASROLE_SANDBOX_CONTROL"));
      assertEquals(200, get(taken.resolve("/")).statusCode());
    }
  }

  @Test
  void listensOnEveryAddressAndNamesLoopback() throws Exception {
    Endpoints everywhere = Endpoints.free().withBind("0.0.0.0");
    try (Sandbox open = Sandbox.start(SandboxOptions.defaults(), everywhere)) {
      URI control = URI.create(variable(open, "ASROLE_SANDBOX_CONTROL"));
      assertEquals("127.0.0.1", control.getHost());
      URI other = URI.create("http://127.0.0.2:" + control.getPort() + "/");
      assertEquals(200, get(other).statusCode());
    }
    assertThrows(
        UncheckedIOException.class,
        () -> Sandbox.start(SandboxOptions.defaults(), everywhere.withBind("no.such.host.")));
    assertThrows(IllegalArgumentException.class, () -> Endpoints.from(65534));
  }

  @Test
  void closesTheConnectionAfterMetadata() throws Exception {
    HttpResponse<String> response = get(imds("latest/meta-data/instance-id"));
    assertEquals("i-0123456789abcdef0", response.body());
    assertEquals(List.of("close"), response.headers().allValues("connection"));
    assertEquals(List.of("EC2ws"), response.headers().allValues("server"));
  }

  @Test
  void answersHeadWithTheLengthAlone() throws Exception {
    HttpRequest head =
        HttpRequest.newBuilder(imds("latest/meta-data/instance-id"))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> response = CLIENT.send(head, BodyHandlers.ofString());
    assertEquals("", response.body());
    assertEquals(List.of("19"), response.headers().allValues("content-length"));
  }

  @Test
  void cutsABodyInItsMiddle() {
    aws.queue(Fault.truncated("imds"));
    assertThrows(IOException.class, () -> get(imds("latest/meta-data/instance-id")));
  }

  @Test
  void dripsABodyByteByByte() throws Exception {
    aws.queue(Fault.drip("imds"));
    CompletableFuture<HttpResponse<java.io.InputStream>> slow =
        CLIENT.sendAsync(
            HttpRequest.newBuilder(imds("latest/meta-data/instance-id")).build(),
            BodyHandlers.ofInputStream());
    assertEquals('i', slow.get().body().read());
    aws.clearFaults();
    assertThrows(IOException.class, () -> slow.get().body().readAllBytes());
  }

  @Test
  void answersOthersWhileItHangsAndHangsUpWhenFaultsAreCleared() throws Exception {
    aws.queue(Fault.hang("imds:/instance-id"));
    try (Socket hanging =
        new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), imds("").getPort())) {
      // By hand, because HTTP clients try again when a connection ends without an answer.
      hanging
          .getOutputStream()
          .write("GET /latest/meta-data/instance-id HTTP/1.0\r\n\r\n".getBytes(UTF_8));
      assertEquals(200, get(imds("latest/meta-data/placement/region")).statusCode());
      hanging.setSoTimeout(200);
      assertThrows(SocketTimeoutException.class, () -> hanging.getInputStream().read());
      hanging.setSoTimeout(0);
      aws.clearFaults();
      assertEquals(-1, hanging.getInputStream().read());
    }
  }

  @Test
  void bearsFiveHundredRequestsAtOnce() {
    HttpRequest request =
        HttpRequest.newBuilder(imds("latest/meta-data/iam/security-credentials/ExampleRole"))
            .build();
    List<CompletableFuture<HttpResponse<String>>> all =
        IntStream.range(0, 500)
            .mapToObj(i -> CLIENT.sendAsync(request, BodyHandlers.ofString()))
            .toList();
    Set<String> bodies =
        Set.copyOf(all.stream().map(future -> future.join().body()).distinct().toList());
    assertEquals(1, bodies.size());
    assertEquals(500, aws.counters().calls("imds.get"));
  }

  @Test
  void isSteeredByItsControlEndpoint() throws Exception {
    URI control = URI.create(variable(aws, "ASROLE_SANDBOX_CONTROL"));
    HttpRequest post =
        HttpRequest.newBuilder(control.resolve("/faults"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"target\": \"imds\", \"kind\": \"throttle\"}"))
            .build();
    assertEquals(204, CLIENT.send(post, BodyHandlers.ofString()).statusCode());
    assertEquals(503, get(imds("latest/meta-data/")).statusCode());
    assertTrue(get(control.resolve("/counters")).body().contains("\"imds.get\" : 1"));
  }

  @Test
  void refusesConnectionsOnceClosed() {
    URI uri = imds("latest/");
    aws.close();
    assertThrows(IOException.class, () -> get(uri));
  }

  private URI imds(String path) {
    return URI.create(variable(aws, "AWS_EC2_METADATA_SERVICE_ENDPOINT") + path);
  }

  private static String variable(Sandbox sandbox, String name) {
    return Objects.requireNonNull(sandbox.environment().get(name));
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
