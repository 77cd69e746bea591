// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.sts.StsConnections.Patience;
import java.net.URI;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StsConnectionsTest {
  private final SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();

  @AfterEach
  void restores() {
    HttpsURLConnection.setDefaultSSLSocketFactory(before);
  }

  /** X25519 is no key exchange of FIPS 140. */
  @ParameterizedTest
  @CsvSource({
    "sts.us-east-1.amazonaws.com, true",
    "sts.us-gov-west-1.amazonaws.com, true",
    "sts-fips.us-east-1.amazonaws.com, false",
    "sts-fips.us-east-2.api.aws, false",
  })
  void offersX25519AloneAtFirstButForFipsEndpoints(String host, boolean alone) {
    StsConnections connections =
        new StsConnections(null, new Proxies(Map.of()), Patience.OF_A_START);
    HttpsURLConnection connection =
        (HttpsURLConnection) connections.createConnection(URI.create("https://" + host + "/"));
    assertEquals(alone, connection.getSSLSocketFactory() instanceof X25519FirstSocketFactory);
  }
}
