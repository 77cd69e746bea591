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
 * Makes TLS sockets; the first handshake offers the key exchange X25519 alone, all later ones offer
 * every group that Java knows. Java 20 and later would also compute a key share of P-256 for the
 * first message, which takes a sixth of a cold start. A server without X25519 refuses the first
 * handshake, and the SDK retries with the next socket.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.2.8">RFC 8446, key share</a>
 */
final class X25519FirstSocketFactory extends SSLSocketFactory {
  private static final String[] FIRST_GROUPS = {"x25519"};

  /** {@code SSLParameters.setNamedGroups}, or null before Java 20, which has no such method. */
  private static final @Nullable Method SET_NAMED_GROUPS = setNamedGroups();

  private final SSLSocketFactory sockets;
  private final AtomicBoolean isUsed;

  X25519FirstSocketFactory(SSLSocketFactory sockets) {
    this.sockets = sockets;
    // A user who sets this property wants these groups in every handshake.
    this.isUsed = new AtomicBoolean(System.getProperty("jdk.tls.namedGroups") != null);
  }

  private static @Nullable Method setNamedGroups() {
    try {
      return SSLParameters.class.getMethod("setNamedGroups", String[].class);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  /** Limits the socket to X25519 if it is the first TLS socket. */
  private Socket limitFirst(Socket socket) {
    if (SET_NAMED_GROUPS != null && socket instanceof SSLSocket tls && !isUsed.getAndSet(true)) {
      SSLParameters parameters = tls.getSSLParameters();
      try {
        SET_NAMED_GROUPS.invoke(parameters, (Object) FIRST_GROUPS);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(e);
      }
      tls.setSSLParameters(parameters);
    }
    return socket;
  }

  @Override
  public Socket createSocket() throws IOException {
    return limitFirst(sockets.createSocket());
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return limitFirst(sockets.createSocket(socket, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return limitFirst(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return limitFirst(sockets.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return limitFirst(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return limitFirst(sockets.createSocket(host, port, local, localPort));
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
