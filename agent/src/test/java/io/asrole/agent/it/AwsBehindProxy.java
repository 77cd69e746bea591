// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A proxy that answers for all services of AWS over TLS. It refuses each request and records the
 * access key that signed it.
 */
final class AwsBehindProxy implements AutoCloseable {
  private static final String PASSWORD = "changeit";
  private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *(\\d+)");
  private static final Pattern SIGNER =
      Pattern.compile("(?im)^Authorization: AWS4-HMAC-SHA256 Credential=(\\w+)/");

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final Path keys;
  private final SSLContext tls;

  /** One request: the service, and the access key that signed it. */
  record Request(String service, String accessKeyId) {}

  AwsBehindProxy(Path folder) throws Exception {
    keys = folder.resolve("aws.p12");
    makeKeys();
    KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    daemon(this::accept);
  }

  /** The JVM options for this proxy. SDK v2 uses the proxy of http for https. */
  List<String> options() {
    return List.of(
        "-Dhttp.proxyHost=127.0.0.1",
        "-Dhttp.proxyPort=" + listener.getLocalPort(),
        "-Dhttps.proxyHost=127.0.0.1",
        "-Dhttps.proxyPort=" + listener.getLocalPort(),
        "-Djavax.net.ssl.trustStore=" + keys,
        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  /** Waits for the next request; fails if there is none. */
  Request take() throws InterruptedException {
    Request next = requests.poll(1, TimeUnit.MINUTES);
    if (next == null) {
      throw new AssertionError("no request");
    }
    return next;
  }

  /** The requests since the last call. */
  List<Request> rest() {
    return List.copyOf(requests);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void makeKeys() throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=AWS",
                "-ext",
                "san=dns:*.us-east-1.amazonaws.com",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String output = new String(keytool.getInputStream().readAllBytes(), ISO_8859_1);
    assertEquals(0, keytool.waitFor(), output);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        daemon(() -> serve(client));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String connect = head(client.getInputStream());
      answer(client, "200 OK");
      try (SSLSocket socket =
          (SSLSocket) tls.getSocketFactory().createSocket(client, "aws", 443, true)) {
        socket.setUseClientMode(false);
        String head = head(socket.getInputStream());
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
          socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
        }
        Matcher signer = SIGNER.matcher(head);
        requests.add(
            new Request(
                connect.substring("CONNECT ".length(), connect.indexOf('.')),
                signer.find() ? signer.group(1) : "nobody"));
        answer(socket, "403 Forbidden\r\nConnection: close\r\nContent-Length: 0");
      }
    } catch (IOException e) {
      // The program has ended or rejects the certificate; the test then misses the request.
    }
  }

  private static String head(InputStream from) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = from.read();
      if (next < 0) {
        throw new IOException("hung up");
      }
      head.write(next);
    }
    return head.toString(ISO_8859_1);
  }

  private static void answer(Socket socket, String head) throws IOException {
    socket.getOutputStream().write(("HTTP/1.1 " + head + "\r\n\r\n").getBytes(ISO_8859_1));
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }
}
