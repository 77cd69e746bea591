// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.guard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Tries whether this process reaches instance metadata.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">access
 *     instance metadata</a>
 */
public final class MetadataDoor {
  private static final byte[] ADDRESS = {(byte) 169, (byte) 254, (byte) 169, (byte) 254};
  private static final int HTTP = 80;

  /** A guarded host refuses at once; instance metadata is on the host and answers at once. */
  private static final int LIMIT_MILLIS = 200;

  private MetadataDoor() {}

  /** Whether instance metadata accepts a connection of this process. */
  public static boolean isOpen() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), HTTP), LIMIT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
