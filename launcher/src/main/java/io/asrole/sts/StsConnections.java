// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.AsroleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The connections of one STS client. Its TLS is set up when the first of them is to use it, where
 * the SDK's own client would set it up in any case, and Java's default beside it.
 */
final class StsConnections implements UrlConnectionFactory {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** All tries together end before the bound of the session store, which knows less to say. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(4);

  private final TrustManager @Nullable [] trusted;
  private @Nullable SSLSocketFactory tls;

  private StsConnections(TrustManager @Nullable [] trusted) {
    this.trusted = trusted;
  }

  /**
   * An HTTP client that trusts the authorities of that file of PEM certificates, if it is given.
   */
  static SdkHttpClient client(@Nullable String caBundle) throws AsroleException {
    TrustManager[] trusted = caBundle == null ? null : CaBundle.trustManagers(caBundle);
    if (ProxyConfiguration.builder().build().host() == null) {
      return UrlConnectionHttpClient.create(new StsConnections(trusted));
    }
    // The SDK knows how to go through a proxy.
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(ANSWER_TIMEOUT);
    return (trusted == null ? http : http.tlsTrustManagersProvider(() -> trusted)).build();
  }

  @Override
  public HttpURLConnection createConnection(URI uri) {
    try {
      if ("https".equals(uri.getScheme())) {
        // Else the connection would set up Java's own too, only to have it replaced.
        HttpsURLConnection.setDefaultSSLSocketFactory(tls());
      }
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
      connection.setReadTimeout(Math.toIntExact(ANSWER_TIMEOUT.toMillis()));
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized SSLSocketFactory tls() {
    if (tls == null) {
      tls = new TlsSockets(CaBundle.sockets(trusted));
    }
    return tls;
  }
}
