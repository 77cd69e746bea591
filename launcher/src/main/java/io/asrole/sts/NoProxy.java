// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * The hosts that are reached without a proxy: {@code *}, or names and addresses separated by commas
 * or spaces. A name includes its subdomains, with or without a leading dot; an address may have a
 * prefix length.
 *
 * @see <a href="https://curl.se/libcurl/c/CURLOPT_NOPROXY.html">curl: no_proxy</a>
 */
record NoProxy(String list) {

  /** Whether the URL's host is in the list. */
  boolean covers(URI url) {
    if (list.strip().equals("*")) {
      return true;
    }
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    int port = url.getPort() > 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
    for (String item : list.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
      if (covers(item, bare(host), port)) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(String item, String host, int port) {
    if (item.isEmpty()) {
      return false;
    }
    int slash = item.indexOf('/');
    if (slash > 0) {
      return isIn(bare(item.substring(0, slash)), item.substring(slash + 1), host);
    }
    int colon = item.lastIndexOf(':');
    boolean hasPort = colon > 0 && (item.indexOf(':') == colon || item.charAt(colon - 1) == ']');
    if (hasPort && !item.substring(colon + 1).equals(Integer.toString(port))) {
      return false;
    }
    String name = bare(hasPort ? item.substring(0, colon) : item).replaceFirst("^\\.+", "");
    return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
  }

  /** Whether the host is an address in the network with that prefix length. */
  private static boolean isIn(String network, String length, String host) {
    if (!isAddress(network) || !isAddress(host) || !length.matches("[0-9]{1,3}")) {
      return false;
    }
    try {
      byte[] one = InetAddress.getByName(network).getAddress(); // an address is not looked up
      byte[] other = InetAddress.getByName(host).getAddress();
      int bits = Integer.parseInt(length);
      if (one.length != other.length || bits > 8 * one.length) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >> i % 8;
        if ((one[i / 8] & mask) != (other[i / 8] & mask)) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isAddress(String host) {
    return host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || host.indexOf(':') >= 0;
  }

  /** The host without the brackets of an IPv6 address and without the final dot of a name. */
  private static String bare(String host) {
    if (host.startsWith("[") && host.endsWith("]")) {
      return host.substring(1, host.length() - 1);
    }
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
