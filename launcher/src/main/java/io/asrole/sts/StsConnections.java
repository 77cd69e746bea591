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

  /** An HTTP client that trusts the endpoint's authorities, through a proxy if there is one. */
  static SdkHttpClient client(StsEndpoint endpoint) throws AsroleException {
    String caBundle = endpoint.caBundle();
    TrustManager[] trusted = caBundle == null ? null : CaBundle.trustManagers(caBundle);
    // By itself the SDK asks for HTTP_PROXY, over https too.
    ProxyConfiguration proxy = ProxyConfiguration.builder().scheme(endpoint.scheme()).build();
    if (proxy.host() == null) {
      return UrlConnectionHttpClient.create(new StsConnections(trusted));
    }
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(ANSWER_TIMEOUT)
            .proxyConfiguration(proxy);
    return (trusted == null ? http : http.tlsTrustManagersProvider(() -> trusted)).build();
  }

  @Override
  public HttpURLConnection createConnection(URI uri) {
    try {
      if ("https".equals(uri.getScheme())) {
        // Else the connection would set up Java's own too, only to have it replaced.
        HttpsURLConnection.setDefaultSSLSocketFactory(tls(uri));
      }
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
      connection.setReadTimeout(Math.toIntExact(ANSWER_TIMEOUT.toMillis()));
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized SSLSocketFactory tls(URI uri) {
    if (tls == null) {
      SSLSocketFactory sockets = CaBundle.sockets(trusted);
      // FIPS 140 has other groups.
      tls = uri.getHost().contains("-fips") ? sockets : new TlsSockets(sockets);
    }
    return tls;
  }
}
