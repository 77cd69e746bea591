// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asrole.SourceCredentials;
import io.asrole.sts.StsConnections.Patience;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import uk.org.webcompere.systemstubs.jupiter.SystemStub;
import uk.org.webcompere.systemstubs.jupiter.SystemStubsExtension;
import uk.org.webcompere.systemstubs.properties.SystemProperties;

@ExtendWith(SystemStubsExtension.class)
class StsClientsTest {
  private static final StsEndpoint ENDPOINT =
      new StsEndpoint("us-east-1", "STS", null, false, false, null, new Proxies(Map.of()));

  @SystemStub private final SystemProperties properties = new SystemProperties();

  /** Without a defaults mode of its own, the SDK's client would ask instance metadata here. */
  @Test
  void theDefaultsModeAutoDoesNotMakeTheClientAskInstanceMetadata() throws Exception {
    try (ServerSocket metadata = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        SdkHttpClient http = UrlConnectionHttpClient.create()) {
      properties.set("aws.defaultsMode", "auto");
      properties.set(
          "aws.ec2MetadataServiceEndpoint", "http://127.0.0.1:" + metadata.getLocalPort());
      SourceCredentials credentials = new SourceCredentials("ASIA", "s", "t", null);
      StsClients.client(ENDPOINT, credentials, http, Patience.OF_A_START, null).close();
      metadata.setSoTimeout(1);
      assertThrows(SocketTimeoutException.class, metadata::accept);
    }
  }
}
