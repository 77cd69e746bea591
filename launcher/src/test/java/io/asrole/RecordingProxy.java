// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy for TLS on loopback, which writes down what it is asked for. */
public final class RecordingProxy implements AutoCloseable {
  private static final String END = "Content-Length: 0\r\nConnection: close\r\n\r\n";

  private final ServerSocket server;
  private final String authorization;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private RecordingProxy(String userAndPassword) {
    this.authorization =
        userAndPassword.isEmpty()
            ? ""
            : "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(ISO_8859_1));
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  /** One that asks for no password. */
  public static RecordingProxy start() {
    return new RecordingProxy("");
  }

  /** One that takes only this {@code USER:PASSWORD}. */
  public static RecordingProxy start(String userAndPassword) {
    return new RecordingProxy(userAndPassword);
  }

  /** Its {@code HOST:PORT}. */
  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** The first line of each request so far; forgets them. */
  public List<String> asked() {
    List<String> all = List.copyOf(asked);
    asked.clear();
    return all;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        daemon(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String request = line(client.getInputStream());
      asked.add(request);
      String given = "";
      for (String l = line(client.getInputStream()); !l.isEmpty(); ) {
        if (l.regionMatches(true, 0, "Proxy-Authorization: ", 0, 21)) {
          given = l.substring(21);
        }
        l = line(client.getInputStream());
      }
      OutputStream out = client.getOutputStream();
      String target = request.split(" ", 3)[1];
      if (!authorization.equals(given) && !authorization.isEmpty()) {
        answer(out, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"");
      } else if (!target.startsWith("127.0.0.1:")) {
        answer(out, "502 Bad Gateway");
      } else {
        tunnel(client, Integer.parseInt(target.substring(target.indexOf(':') + 1)));
      }
    } catch (IOException e) {
      // the client has gone
    }
  }

  private static void answer(OutputStream out, String status) throws IOException {
    out.write(("HTTP/1.1 " + status + "\r\n" + END).getBytes(ISO_8859_1));
  }

  private static void tunnel(Socket client, int port) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
      daemon(() -> pump(server, client));
      pump(client, server);
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // one of them has gone
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
