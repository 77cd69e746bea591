// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An HTTP server. One function answers every request. */
public final class Listener implements AutoCloseable {
  private static final int BACKLOG = 4096;

  private final HttpServer server;
  private final ExecutorService threads;

  private Listener(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Loads the classes of the JDK's HTTP server in a thread of its own. The start of a sandbox
   * spends about as long on these classes as on its world, so it does both at the same time.
   */
  public static void loadClasses() {
    Thread loading = new Thread(Listener::startAndStop, "sandbox-classes");
    loading.setDaemon(true);
    loading.start();
  }

  private static void startAndStop() {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      start("loading", free, request -> Response.create(503, "text/plain", ""), null).close();
    } catch (UncheckedIOException e) {
      // The servers of the sandbox report the same error, with their own addresses.
      return;
    }
  }

  /**
   * Starts a server.
   *
   * @param name the name of the service in error messages and threads
   * @param bind the address to listen on; port 0: a free port
   * @param certificates for https; null: http
   * @throws UncheckedIOException if the address cannot be used; the message says which and why
   */
  public static Listener start(
      String name,
      InetSocketAddress bind,
      Function<Request, Response> service,
      @Nullable Certificates certificates) {
    // The JDK's server sends headers and body in two packets. Nagle's algorithm would delay the
    // body by 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      HttpServer server = server(bind, certificates);
      // The pool is unbounded, so that a request which a fault holds never blocks other requests.
      ExecutorService threads =
          Executors.newCachedThreadPool(
              work -> {
                Thread thread = new Thread(work, "sandbox-" + name);
                thread.setDaemon(true);
                return thread;
              });
      server.setExecutor(threads);
      server.createContext("/", exchange -> serve(exchange, service));
      server.start();
      return new Listener(server, threads);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on %s:%d for %s: %s"
              .formatted(host(bind.getAddress()), bind.getPort(), name, e.getMessage()),
          e);
    }
  }

  /** The URL for clients on this machine. */
  public String url() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    InetAddress bound = server.getAddress().getAddress();
    String host = bound.isAnyLocalAddress() ? "127.0.0.1" : host(bound);
    return scheme + "://" + host + ":" + server.getAddress().getPort();
  }

  private static String host(InetAddress address) {
    String text = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static HttpServer server(InetSocketAddress address, @Nullable Certificates certificates)
      throws IOException {
    if (certificates == null) {
      return HttpServer.create(address, BACKLOG);
    }
    HttpsServer server = HttpsServer.create(address, BACKLOG);
    server.setHttpsConfigurator(new HttpsConfigurator(certificates.context()));
    return server;
  }

  private static void serve(HttpExchange exchange, Function<Request, Response> service)
      throws IOException {
    try (exchange) {
      Response response = service.apply(request(exchange));
      deliver(exchange, response);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Request request(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", all)));
    return new Request(
        exchange.getRequestMethod(),
        path(exchange.getRequestURI()),
        Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
        headers,
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  /**
   * The path as sent. Some clients send {@code //latest/api}: java.net.URI parses {@code latest} as
   * a host, so the method joins host and path again.
   */
  private static String path(URI uri) {
    boolean host = uri.getScheme() == null && uri.getRawAuthority() != null;
    String path = Optional.ofNullable(uri.getRawPath()).orElse("");
    return host ? "//" + uri.getRawAuthority() + path : path;
  }

  private static void deliver(HttpExchange exchange, Response response)
      throws IOException, InterruptedException {
    if (response.delivery() instanceof Delivery.Never never) {
      never.until().await();
      return;
    }
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    response.headers().forEach(exchange.getResponseHeaders()::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head || body.length == 0) {
      if (head) {
        exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      }
      exchange.sendResponseHeaders(response.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(response.status(), body.length);
    write(exchange.getResponseBody(), body, response.delivery());
  }

  private static void write(OutputStream out, byte[] body, Delivery delivery)
      throws IOException, InterruptedException {
    if (delivery instanceof Delivery.Truncated) {
      out.write(body, 0, body.length / 2);
      out.flush();
    } else if (delivery instanceof Delivery.Drip drip) {
      for (byte one : body) {
        out.write(one);
        out.flush();
        if (drip.until().await(drip.pause().toNanos(), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
      out.close();
    } else {
      out.write(body);
      out.close();
    }
  }
}
