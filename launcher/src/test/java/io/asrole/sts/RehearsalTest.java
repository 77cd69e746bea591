// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import uk.org.webcompere.systemstubs.jupiter.SystemStub;
import uk.org.webcompere.systemstubs.jupiter.SystemStubsExtension;
import uk.org.webcompere.systemstubs.properties.SystemProperties;

@ExtendWith(SystemStubsExtension.class)
class RehearsalTest {
  @SystemStub private final SystemProperties properties = new SystemProperties();

  /** By itself the SDK would ask instance metadata then. */
  @Test
  void goesToItsEndAndAsksNobody() throws Exception {
    try (ServerSocket metadata = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      properties.set("aws.defaultsMode", "auto");
      properties.set(
          "aws.ec2MetadataServiceEndpoint", "http://127.0.0.1:" + metadata.getLocalPort());
      assertDoesNotThrow(new Rehearsal()::run);
      metadata.setSoTimeout(1);
      assertThrows(SocketTimeoutException.class, metadata::accept);
    }
  }
}
