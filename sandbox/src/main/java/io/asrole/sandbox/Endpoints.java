// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * The address and the ports that a sandbox listens on. Port 0 is a free port.
 *
 * @param bind an IP address or a host name of this machine, {@code 127.0.0.1}; {@code 0.0.0.0}: all
 *     addresses of this machine
 * @param imds the port of instance metadata
 * @param sts the port of STS
 * @param control the port of the control endpoint
 */
public record Endpoints(String bind, int imds, int sts, int control) {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int LAST_PORT = 65535;

  public Endpoints {
    for (int port : new int[] {imds, sts, control}) {
      if (port < 0 || port > LAST_PORT) {
        throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + port);
      }
    }
  }

  /** Free ports on 127.0.0.1. */
  public static Endpoints free() {
    return new Endpoints(LOOPBACK, 0, 0, 0);
  }

  /** Instance metadata on this port of 127.0.0.1, STS and the control endpoint on the next two. */
  public static Endpoints from(int port) {
    return new Endpoints(LOOPBACK, port, port + 1, port + 2);
  }

  /** The same ports on another address of this machine. */
  public Endpoints withBind(String address) {
    return new Endpoints(address, imds, sts, control);
  }

  InetSocketAddress address(int port) {
    try {
      // No resolver is needed for the usual case.
      InetAddress address =
          bind.equals(LOOPBACK)
              ? InetAddress.getByAddress(new byte[] {127, 0, 0, 1})
              : InetAddress.getByName(bind);
      return new InetSocketAddress(address, port);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException("cannot listen on " + bind + ": no such address", e);
    }
  }
}
