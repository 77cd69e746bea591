// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.AsroleException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy.
 *
 * @param user null if the proxy needs no login
 */
record HttpProxy(String host, int port, @Nullable String user, String password) {
  private static final int DEFAULT_PORT = 80;

  /**
   * Parses {@code [http://][USER[:PASSWORD]@]HOST[:PORT][/]}, with user and password
   * percent-encoded or not. Messages name the variable; they do not quote the value, which may
   * contain a password.
   */
  static HttpProxy parse(String variable, String value) throws AsroleException {
    String rest = value;
    int scheme = value.indexOf("://");
    if (scheme >= 0) {
      String name = value.substring(0, scheme).toLowerCase(Locale.ROOT);
      if (!name.equals("http")) {
        throw refused(
            variable,
            name.matches("[a-z][a-z0-9+.-]*")
                ? "has the scheme " + name + ", but asrole supports only http"
                : "is not a URL");
      }
      rest = value.substring(scheme + "://".length());
    } else if (value.startsWith("//")) {
      rest = value.substring(2);
    }
    int at = rest.lastIndexOf('@');
    String address = rest.substring(at + 1).replaceFirst("[/?#].*", "");
    String userInfo = at < 0 ? null : rest.substring(0, at);
    int colon = address.lastIndexOf(':');
    boolean hasPort = colon > address.lastIndexOf(']');
    String host = hasPort ? address.substring(0, colon) : address;
    if (!host.matches("[A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+(%[A-Za-z0-9]+)?\\]")) {
      throw refused(variable, "has no host");
    }
    int port = hasPort ? port(variable, address.substring(colon + 1)) : DEFAULT_PORT;
    String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (userInfo == null) {
      return new HttpProxy(plain, port, null, "");
    }
    String[] parts = userInfo.split(":", 2);
    return new HttpProxy(plain, port, decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
  }

  private static int port(String variable, String text) throws AsroleException {
    if (text.isEmpty()) {
      return DEFAULT_PORT;
    }
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65535) {
      throw refused(variable, "has no port from 1 to 65535 after its host");
    }
    return port;
  }

  /**
   * Decodes percent-encoding; a text with an invalid percent sign, and plus signs, stay unchanged.
   */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static AsroleException refused(String variable, String why) {
    return AsroleException.refused(
        "malformed " + variable + ": it " + why + ": expected http://HOST:PORT");
  }

  /** The proxy for a connection. */
  Proxy proxy() {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
  }

  /** Gives the password to this proxy and to no other server; null if there is none. */
  @Nullable Authenticator authenticator() {
    String name = user;
    if (name == null) {
      return null;
    }
    return new Authenticator() {
      @Override
      protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        return getRequestorType() == RequestorType.PROXY
            ? new PasswordAuthentication(name, password.toCharArray())
            : null;
      }
    };
  }

  /** Shows neither user nor password. */
  @Override
  public String toString() {
    return "HttpProxy(" + host + ":" + port + ")";
  }
}
