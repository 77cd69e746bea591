// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.guard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tries whether this process reaches instance metadata.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">access
 *     instance metadata</a>
 */
public final class MetadataReach {
  private static final String ADDRESS = "169.254.169.254";
  private static final String ADDRESS_V6 = "fd00:ec2::254";
  private static final int HTTP = 80;

  /** A guarded host refuses at once; instance metadata is on the host and answers at once. */
  private static final int LIMIT_MILLIS = 200;

  private MetadataReach() {}

  /** Whether instance metadata accepts a connection of this process. */
  public static boolean isOpen() {
    return refusal(ADDRESS).isEmpty();
  }

  /** The addresses, IPv4 and IPv6, at which instance metadata accepts a connection. */
  public static List<String> openAddresses() {
    return Stream.of(ADDRESS, ADDRESS_V6).filter(address -> refusal(address).isEmpty()).toList();
  }

  /** Why this process cannot connect at the IPv4 address, such as Connection refused. */
  public static String refusal() {
    return refusal(ADDRESS);
  }

  private static String refusal(String address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(address), HTTP), LIMIT_MILLIS);
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
