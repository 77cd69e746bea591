// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS whose first handshake offers X25519 alone, which saves computing a key share of P-256 too: a
 * sixth of a cold start. A server that wants another group refuses it, and the next try offers all.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.2.8">RFC 8446, key share</a>
 */
final class TlsSockets extends SSLSocketFactory {
  private static final String[] FIRST = {"x25519"};

  /** New in Java 20; before, P-256 costs little. */
  private static final @Nullable Method SET_NAMED_GROUPS = setNamedGroups();

  private final SSLSocketFactory sockets;
  private final AtomicBoolean tried;

  TlsSockets(SSLSocketFactory sockets) {
    this.sockets = sockets;
    // Who configured the groups means them.
    this.tried = new AtomicBoolean(System.getProperty("jdk.tls.namedGroups") != null);
  }

  private static @Nullable Method setNamedGroups() {
    try {
      return SSLParameters.class.getMethod("setNamedGroups", String[].class);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private Socket offering(Socket socket) {
    if (socket instanceof SSLSocket tls && !tried.getAndSet(true)) {
      tls.setSSLParameters(first(tls.getSSLParameters()));
    }
    return socket;
  }

  /** Has a first handshake offer X25519 alone, where one connection can be told so. */
  static SSLParameters first(SSLParameters parameters) {
    if (SET_NAMED_GROUPS != null) {
      try {
        SET_NAMED_GROUPS.invoke(parameters, (Object) FIRST);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(e);
      }
    }
    return parameters;
  }

  @Override
  public Socket createSocket() throws IOException {
    return offering(sockets.createSocket());
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return offering(sockets.createSocket(socket, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return offering(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return offering(sockets.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return offering(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return offering(sockets.createSocket(host, port, local, localPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }
}
